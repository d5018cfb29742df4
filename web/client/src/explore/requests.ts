import { historyAddress } from "../api/timeseries.ts";
import type { ChartRequest, RequestLine } from "../charts/chart-request.ts";
import { withoutManyClients } from "../charts/data/line-queries.ts";
import { niceStep } from "../charts/data/step.ts";
import type { Exploration, ExploredLine, Shape } from "./exploration.ts";

/** The quantiles of bands, lowest first; the middle one is the line. */
const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** How many instants of each series a plot is made of: enough to see, few enough to send. */
const instants: Readonly<Partial<Record<Shape, number>>> = { heat: 160, histogram: 240, box: 240, scatter: 120 };

/** Whether Plotly.js draws the shape; the others are lines over time. */
export function isPlot(shape: Shape): boolean {
  return instants[shape] !== undefined;
}

/** A metric of an exploration as a line of a chart. */
export function requestLine(line: ExploredLine, clients: readonly string[]): RequestLine {
  const { metric, taken, aggregate, across, by, match, axis } = line;
  return {
    metric,
    ...(taken === "value" ? {} : { [taken]: true }),
    ...(aggregate ? { aggregate, across } : {}),
    ...(aggregate && by.length ? { by: [...by] } : {}),
    ...(match.length ? { match: [...match] } : {}),
    ...(clients.length ? { clients: [...clients] } : {}),
    ...(axis === 2 ? { axis } : {}),
  };
}

/** The chart of an exploration whose shape is lines, areas or bands. */
export function chartRequest({ shape, lines, clients, top }: Exploration): ChartRequest {
  if (shape === "bands") return bandsRequest(lines[0]!, clients);
  return {
    lines: lines.map((line) => requestLine(line, clients)),
    ...(shape === "stacked" ? { stacked: true } : {}),
    ...(top > 0 ? { top } : {}),
  };
}

/** The address of the history that a plot needs of one of its metrics; times in Unix milliseconds. */
export function plotAddress(shape: Shape, line: ExploredLine, clients: readonly string[], from: number, to: number): string {
  // Distributions are of the single values: an average of machines or devices would hide what is looked for.
  const asked = shape === "heat" ? line : { ...line, aggregate: null };
  const step = niceStep((to - from) / 1000 / instants[shape]!);
  const over = shape === "heat" && line.taken === "value" ? "max" : undefined;
  return historyAddress({ ...withoutManyClients(requestLine(asked, clients)), over }, step, from, to);
}

function bandsRequest(line: ExploredLine, clients: readonly string[]): ChartRequest {
  const base = requestLine({ ...line, aggregate: null, axis: 1 }, clients);
  return {
    lines: quantiles.map((q) => ({
      ...base, aggregate: "quantile", across: "all", q, over: "avg", name: q === 0.5 ? "median" : `${q * 100} %`,
    })),
    bands: [[0, 4], [1, 3]],
  };
}
