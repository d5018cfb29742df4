import type { SeriesQuery } from "../api/timeseries.ts";
import type { Unit } from "../format/unit.ts";

/** What one or several lines of a chart show: a query, and how its series are drawn. */
export interface RequestLine extends SeriesQuery {
  /** Which value axis: 1 (left) if left out, or 2 (right). */
  axis?: 1 | 2;
  /**
   * What the legend shows behind the values of a line's labels; it may be empty. Left out, lines are named by what
   * distinguishes them: the machine, labels that differ, the metric.
   */
  name?: string;
  /** How lines are drawn; a limit is dotted, thin and never stacked. */
  style?: "solid" | "dashed" | "limit";
  /** The order and the colours of lines by the value of their first `by` label; values not named follow. */
  order?: readonly string[];
  /** Other metrics of the same labels: added, subtracted, and then divided by, point by point. */
  plus?: Operand;
  minus?: Operand;
  per?: Operand;
  /** What stands in, in this order, for machines that do not report the metric. */
  or?: readonly { metric: string; match?: readonly string[] }[];
}

/** A metric that is asked for as its line is, but for conditions of its own. */
export type Operand = string | { metric: string; match?: readonly string[] };

/** A chart as data: it can be kept as JSON and shared. */
export interface ChartRequest {
  title?: string;
  lines: readonly RequestLine[];
  /** What the values measure; left out, the server's unit of the metric. */
  unit?: Unit;
  /** Lines are areas on top of one another. */
  stacked?: boolean;
  /** Only so many lines are drawn: those with the largest means. */
  top?: number;
  /** Places in `lines` of the lower and the upper edge of an area, for quantiles. */
  bands?: readonly (readonly [low: number, high: number])[];
  /** The axis ends here, whatever the data. */
  ceiling?: number;
}

/** Whether a request is about one machine only: then every report can be a point of its own. */
export function isOfOneMachine({ lines }: ChartRequest): boolean {
  const ids = new Set(lines.flatMap(({ clients }) => clients ?? ["", "-"]));
  return ids.size === 1;
}

/** The same request of one machine only. */
export function ofMachine(request: ChartRequest, client: string): ChartRequest {
  return { ...request, lines: request.lines.map((line) => ({ ...line, clients: [client] })) };
}
