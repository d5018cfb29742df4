import { matchAll } from "../../api/matchers.ts";
import type { Labels } from "../../api/types.ts";
import { compareNames } from "../../format/order.ts";
import type { LiveSchema, SchemaSeries } from "../../live/messages.ts";

/** The values of a report, in the order of its schema. */
export type Values = readonly (number | null)[];

/** Where the value of a series stands in each report. */
export interface Place {
  index: number;
  series: SchemaSeries;
}

/** Finds series of a machine's reports by metric and labels. */
export class SchemaIndex {
  readonly #places = new Map<string, Place[]>();

  constructor(schema: Pick<LiveSchema, "series">) {
    schema.series.forEach((series, index) => {
      const places = this.#places.get(series.metric);
      if (places) places.push({ index, series });
      else this.#places.set(series.metric, [{ index, series }]);
    });
  }

  has(metric: string): boolean {
    return this.#places.has(metric);
  }

  /** All series of a metric that have these labels, whatever others they have. */
  all(metric: string, labels: Labels = {}): Place[] {
    const wanted = Object.entries(labels);
    return (this.#places.get(metric) ?? []).filter(({ series }) => wanted.every(([name, value]) => series.labels[name] === value));
  }

  /** All series of a metric for which these conditions hold. */
  matching(metric: string, match: readonly string[]): Place[] {
    const isMeant = matchAll(match);
    return (this.#places.get(metric) ?? []).filter(({ series }) => isMeant(series.labels));
  }

  /**
   * The series of a metric that has these labels; of several the one with the fewest others, which is about the whole.
   */
  one(metric: string, labels: Labels = {}): Place | null {
    const extent = ({ series }: Place): number => Object.keys(series.labels).length;
    return this.all(metric, labels).reduce<Place | null>((best, each) => (best && extent(best) <= extent(each) ? best : each), null);
  }

  /** The different values of a label among the series of these metrics, sorted as names. */
  values(label: string, ...metrics: readonly string[]): string[] {
    const found = metrics.flatMap((metric) => this.all(metric)).map(({ series }) => series.labels[label]);
    return [...new Set(found)].filter((value) => value !== undefined).sort(compareNames);
  }
}

/** The value at a place; null where there is none. */
export function at(values: Values, place: Place | null | undefined): number | null {
  return place ? values[place.index] ?? null : null;
}

/** The sum of the values there are; null where there is none. */
export function sumAt(values: Values, places: readonly Place[]): number | null {
  const found = places.map((place) => at(values, place)).filter((value) => value !== null);
  return found.length === 0 ? null : found.reduce((total, value) => total + value, 0);
}

/** One value by another; null where either is missing or there is nothing to divide by. */
export function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole <= 0 ? null : part / whole;
}
