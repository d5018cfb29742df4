import { csvText } from "../format/csv.ts";
import type { PlotAxis } from "./theme.ts";
import type { Trace } from "./plotly.ts";

/** A plot as data: what is drawn, its axes, and and a description for screen readers. */
export interface Figure {
  traces: Trace[];
  x: PlotAxis;
  y: PlotAxis;
  /** What it needs at least, pixels. */
  height: number;
  summary: string;
  /** Columns and rows of the table behind the plot. */
  table: { head: string[]; rows: (string | number | null)[][] };
}

/** Smallest and largest of the values; null without any. */
export function extentOf(values: Iterable<number>): [number, number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}

/** The table of a figure as CSV (RFC 4180). */
export function figureCsv({ table: { head, rows } }: Figure): string {
  return csvText([head, ...rows]);
}
