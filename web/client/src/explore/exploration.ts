import type { Aggregation } from "../api/timeseries.ts";

export const shapes = ["lines", "stacked", "bands", "heat", "histogram", "box", "scatter"] as const;
/** How an exploration is drawn. */
export type Shape = (typeof shapes)[number];

/** What is taken of a metric: its values, or the growth of a counter. */
export type Taken = "value" | "rate" | "increase";

/** One metric of an exploration. */
export interface ExploredLine {
  metric: string;
  taken: Taken;
  /** How series become one line; null leaves each alone. */
  aggregate: Exclude<Aggregation, "last" | "quantile"> | null;
  /** What the aggregate combines: the series of each machine, or of all. */
  across: "machine" | "all";
  /** Labels that stay apart. */
  by: string[];
  /** Matchers in Prometheus' notation: gpu=~"0|1". */
  match: string[];
  axis: 1 | 2;
}

/**
 * A question to the history, as the explorer and dashboards ask it. It is kept in addresses and dashboards: keys stay
 * as they are.
 */
export interface Exploration {
  shape: Shape;
  lines: ExploredLine[];
  /** Ids of the machines that are meant; none: all. */
  clients: string[];
  /** Of histograms and box plots: the label by which values are grouped, `client` for machines. */
  group: string;
  /** Only so many lines, those with the largest mean; 0: all. */
  top: number;
}

/** Lines that one chart can hold. */
export const mostLines = 8;

export const emptyExploration: Exploration = { shape: "lines", lines: [], clients: [], group: "client", top: 0 };

/** A metric as it is first looked at: counters as rates, each machine by itself. */
export function lineOf(metric: string, kind: "gauge" | "counter"): ExploredLine {
  return {
    metric, taken: kind === "counter" ? "rate" : "value", aggregate: kind === "counter" ? "sum" : "avg", across: "machine", by: [], match: [], axis: 1,
  };
}

/** How many metrics a shape needs, and may have. */
export function metricsOf(shape: Shape): { least: number; most: number } {
  if (shape === "scatter") return { least: 2, most: 2 };
  return { least: 1, most: shape === "lines" || shape === "stacked" ? mostLines : 1 };
}
