import { matchAll } from "../../api/matchers.ts";
import { seriesKey } from "../../api/series-key.ts";
import type { Aggregation, SeriesQuery } from "../../api/timeseries.ts";
import type { Labels } from "../../api/types.ts";
import type { LiveSchema } from "../../live/messages.ts";
import type { Sample } from "./points.ts";

/** A series of a query, and the places of its values in a report. */
interface ReadSeries extends Omit<Sample, "value"> {
  readonly places: number[];
}

const combinations: Partial<Record<Aggregation, (values: readonly number[]) => number>> = {
  sum,
  avg: (values) => sum(values) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  count: (values) => values.length,
};

/** Reads one query's series out of the reports of a machine: what the API does for history, done for the live feed. */
export class ReportReader {
  readonly #series: readonly ReadSeries[];
  readonly #combine: (values: readonly number[]) => number;

  /** @throws Error for an aggregate that needs more than one report. */
  constructor({ metric, match, aggregate, by }: SeriesQuery, schema: LiveSchema) {
    const combine = combinations[aggregate ?? "sum"];
    if (!combine) throw new Error(`Reports cannot be combined by '${aggregate}'.`);
    this.#combine = combine;
    const isMeant = matchAll(match ?? []);
    const series = new Map<string, ReadSeries>();
    schema.series.forEach((each, place) => {
      if (each.metric !== metric || !isMeant(each.labels)) return;
      const labels = aggregate ? pick(each.labels, by ?? []) : each.labels;
      const key = seriesKey({ client: schema.client, labels });
      const known = series.get(key);
      if (known) known.places.push(place);
      else series.set(key, { key, client: schema.client, labels, places: [place] });
    });
    this.#series = [...series.values()];
  }

  /** The value of each series; null where a report has none. */
  samples(report: readonly (number | null)[]): Sample[] {
    return this.#series.map(({ places, ...series }) => {
      const values = places.map((place) => report[place]).filter((value) => value !== null && value !== undefined);
      return { ...series, value: values.length === 0 ? null : this.#combine(values) };
    });
  }
}

function pick(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(names.map((name) => [name, labels[name] ?? ""]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
