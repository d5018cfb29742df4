import type { Labels, LiveSchema } from "../../api/types.ts";
import type { Query } from "../spec.ts";
import { lineKey, type Sample } from "./track.ts";

/** Where a report has the values of one line. */
interface Selection {
  key: string;
  labels: Labels;
  values: number[];
  minus: number[];
}

/** Reads one query's lines out of reports: what the API does for history, done for the live feed. */
export class Selector {
  readonly #selections = new Map<string, Selection>();

  constructor(private readonly query: Query, schema: LiveSchema) {
    schema.series.forEach(({ metric, labels }, index) => {
      if (metric !== query.metric && metric !== query.minus) return;
      if (!matches(query, labels)) return;
      const selection = this.#selection(lineLabels(query, labels));
      (metric === query.metric ? selection.values : selection.minus).push(index);
    });
  }

  samples(report: readonly (number | null)[]): Sample[] {
    return [...this.#selections.values()].map(({ key, labels, values, minus }) => {
      const value = this.#combine(values, report);
      return { key, labels, value: this.query.minus ? difference(value, this.#combine(minus, report)) : value };
    });
  }

  #selection(labels: Labels): Selection {
    const key = lineKey(labels);
    let selection = this.#selections.get(key);
    if (!selection) this.#selections.set(key, (selection = { key, labels, values: [], minus: [] }));
    return selection;
  }

  #combine(indices: readonly number[], report: readonly (number | null)[]): number | null {
    const values = indices.map((index) => report[index]).filter((each) => each !== null && each !== undefined);
    if (values.length === 0) return null;
    switch (this.query.aggregate) {
      case "min": return Math.min(...values);
      case "max": return Math.max(...values);
      case "avg": return sum(values) / values.length;
      default: return sum(values);
    }
  }
}

/** Whether a series with these labels is part of a query. */
export function matches(query: Query, labels: Labels): boolean {
  return Object.entries(query.labels ?? {}).every(([name, value]) => labels[name] === value) && isDrawn(query, labels);
}

/** Whether a line with these labels is wanted. */
export function isDrawn(query: Query, labels: Labels): boolean {
  return Object.entries(query.omit ?? {}).every(([name, values]) => !values.includes(labels[name] ?? ""));
}

/** The labels that are left when the series of a query have become lines. */
function lineLabels(query: Query, labels: Labels): Labels {
  if (!query.aggregate) return labels;
  return Object.fromEntries((query.by ?? []).map((name) => [name, labels[name] ?? ""]));
}

/** One value less another; nothing where either is missing. */
export function difference(value: number | null, minus: number | null): number | null {
  return value === null || minus === null ? null : value - minus;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0);
}
