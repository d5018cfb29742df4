import { equalTo } from "../../api/matchers.ts";
import type { Labels } from "../../api/types.ts";
import { formatValue, unitOf, type Unit } from "../../format/unit.ts";
import type { Figure, FigureHistory, StateText } from "./section.ts";
import type { Level } from "../../fleet/level.ts";
import { at, sumAt, type Place, type SchemaIndex, type Values } from "./schema-index.ts";

type Extras = Partial<Pick<Figure, "thresholds" | "level" | "isPart" | "more" | "note" | "stateText">>;

interface SeriesOptions extends Extras {
  /** Labels beside those of the device. */
  labels?: Labels;
  unit?: Unit;
  /** A metric of the same device that is the most it may be. */
  limit?: string;
  /** Its level where it is more than 0. */
  ifAny?: Level;
}

/** Gathers the figures of one device; what the machine does not report is left out. */
export class FigureList {
  readonly figures: Figure[] = [];

  constructor(readonly schema: SchemaIndex, readonly labels: Labels = {}) {}

  /** The series of the device. */
  place(metric: string, labels: Labels = {}): Place | null {
    return this.schema.one(metric, { ...this.labels, ...labels });
  }

  /** A series as it is reported; of a counter its growth a second. */
  series(name: string, metric: string, { labels, unit, limit, ifAny, ...extras }: SeriesOptions = {}): this {
    const place = this.place(metric, labels);
    if (!place) return this;
    const perSecond = place.series.kind === "counter";
    const shown = unit ?? unitOf(metric, place.series.unit, perSecond);
    const most = limit ? this.place(limit) : null;
    const note = most && ((values: Values) => noteOf(at(values, most), shown));
    const level = ifAny && ((values: Values): Level => ((at(values, place) ?? 0) > 0 ? ifAny : "normal"));
    return this.computed(name, shown, (values) => at(values, place), {
      ...(note ? { note } : {}), ...(level ? { level } : {}), past: pastOf(place), ...extras,
    });
  }

  /** The sum of all series of the device. */
  sum(name: string, metric: string, unit: Unit, { ifAny, ...extras }: Extras & { ifAny?: Level } = {}): this {
    const places = this.schema.all(metric, this.labels);
    if (places.length === 0) return this;
    const value = (values: Values): number | null => sumAt(values, places);
    const past: FigureHistory = { query: { metric, rate: places[0]!.series.kind === "counter", aggregate: "sum", match: equalTo(this.labels) } };
    return this.computed(name, unit, value, {
      ...(ifAny ? { level: (values: Values): Level => ((value(values) ?? 0) > 0 ? ifAny : "normal") } : {}), past, ...extras,
    });
  }

  /** A figure worked out of several series. */
  computed(name: string, unit: Unit, value: Figure["value"], extras: Extras & { past?: FigureHistory } = {}): this {
    this.figures.push({ name, unit, value, ...extras });
    return this;
  }

  /** A state in words: the label's value of the series that is 1. */
  state(name: string, metric: string, label: string, stateText: (state: string) => StateText, extras: Extras = {}): this {
    const places = this.schema.all(metric, this.labels);
    if (places.length === 0) return this;
    const now = (values: Values): StateText | null => {
      const states = places.filter((place) => at(values, place) === 1).map(({ series }) => stateText(series.labels[label] ?? ""));
      return states.length === 0 ? null : { text: states.map(({ text }) => text).join(", "), level: worst(states) };
    };
    return this.computed(name, "count", () => null, { stateText: now, ...extras });
  }

  /** A number that stands for a state. */
  coded(name: string, metric: string, stateText: (code: number) => StateText, { labels, ...extras }: Extras & { labels?: Labels } = {}): this {
    const place = this.place(metric, labels);
    if (!place) return this;
    const now = (values: Values): StateText | null => {
      const code = at(values, place);
      return code === null ? null : stateText(code);
    };
    return this.computed(name, "count", (values) => at(values, place), { stateText: now, ...extras });
  }
}

/** The history of one series. */
export function pastOf({ series: { metric, labels, kind } }: Place): FigureHistory {
  return { query: { metric, rate: kind === "counter" }, labels };
}

function noteOf(most: number | null, unit: Unit): string | null {
  return most === null ? null : `of ${formatValue(most, unit)}`;
}

const levels = ["normal", "warm", "hot", "critical"] as const;

function worst(states: readonly StateText[]): StateText["level"] {
  return levels[Math.max(...states.map(({ level }) => levels.indexOf(level)))]!;
}
