import type { Unit } from "../format/unit.ts";

/** How the series of a metric become one line. */
export type RequestAggregation = "sum" | "avg" | "min" | "max" | "count" | "last" | "quantile";

/** What one or several lines of a chart show: a metric of some machines, as GET /api/timeseries answers it. */
export interface RequestLine {
  metric: string;
  /** Of a counter: its growth a second. */
  rate?: boolean;
  /** Of a counter: its growth in each step. */
  increase?: boolean;
  /** How series are combined; without it, each is a line of its own. */
  aggregate?: RequestAggregation;
  /** What is combined: the series of each machine (if left out), or of all. */
  across?: "machine" | "all";
  /** Labels that stay apart; `client` may be one. */
  by?: string[];
  /** Conditions such as `gpu=~"0|1"`; all must hold. */
  match?: string[];
  /** Ids of machines; left out: all. */
  clients?: string[];
  /** How the values within a step become one; left out, smallest and largest are kept where that makes sense. */
  over?: RequestAggregation | "minmax";
  /** Which quantile, 0 to 1, where one is asked for. */
  q?: number;
  /** Which value axis: 1 (left) if left out, or 2 (right). */
  axis?: 1 | 2;
  /** What the legend says of the line, beside machine and labels. */
  name?: string;
  style?: "solid" | "dashed" | "limit";
  /** Other metrics of the same labels: added, taken off, and then divided by, point by point. */
  plus?: Operand;
  minus?: Operand;
  per?: Operand;
  /** What stands in, in this order, for machines that do not report the metric. */
  or?: { metric: string; match?: string[] }[];
}

/** A metric that is asked for as its line is, but for conditions of its own. */
export type Operand = string | { metric: string; match?: string[] };

/** A chart as data: it can be kept as JSON and shared. */
export interface ChartRequest {
  title?: string;
  lines: RequestLine[];
  /** What the values measure; left out, the server's word on the metric decides. */
  unit?: Unit;
  /** Lines are areas on top of one another. */
  stacked?: boolean;
  /** Only so many lines are drawn: those with the largest means. */
  top?: number;
  /** Places in `lines` of the lower and the upper edge of an area, for quantiles. */
  bands?: [low: number, high: number][];
  /** The axis ends here, whatever the data. */
  ceiling?: number;
}

/** More machines than this are asked for as all, and those that are not wanted left out here: addresses have an end. */
const mostClients = 60;

/** The address of a line's metric without its time: the name of its live query, and with from and to that of its history. */
export function seriesQuery(line: RequestLine, metric: string, step: number, over: RequestLine["over"]): string {
  const query = new URLSearchParams();
  for (const client of (line.clients?.length ?? 0) > mostClients ? [] : line.clients ?? []) query.append("client", client);
  for (const matcher of line.match ?? []) query.append("match", matcher);
  if (line.aggregate) {
    query.set("agg", line.aggregate);
    if (line.by?.length) query.set("by", line.by.join(","));
    if (line.across) query.set("across", line.across);
  }
  if (over && step > 0) query.set("over", over);
  if (line.q !== undefined) query.set("q", String(line.q));
  query.set("step", String(step));
  return `/api/timeseries/${encodeURIComponent(metric)}${growth(line)}?${query}`;
}

/** The addresses that a line needs: its metric first, then those that it is combined with. */
export function lineQueries(line: RequestLine, step: number, stacked: boolean): LineQueries {
  const over = usualOver(line, stacked);
  const of = (operand: Operand | undefined) => {
    if (operand === undefined) return undefined;
    return typeof operand === "string" ? seriesQuery(line, operand, step, over) : seriesQuery({ ...line, match: operand.match ?? [] }, operand.metric, step, over);
  };
  return { metric: of(line.metric)!, plus: of(line.plus), minus: of(line.minus), per: of(line.per) };
}

export interface LineQueries {
  metric: string;
  plus: string | undefined;
  minus: string | undefined;
  per: string | undefined;
}

/** A line as it is asked for: itself, or what stands in for the line at a place. */
export type AskedLine = RequestLine & { insteadOf?: number };

/** The lines of a request, and after them those that stand in for them. */
export function askedLines({ lines }: ChartRequest): AskedLine[] {
  return [...lines, ...lines.flatMap((line, insteadOf) => (line.or ?? []).map(({ metric, match }) => {
    const { match: _, or: __, ...rest } = line;
    return { ...rest, metric, ...(match ? { match } : {}), insteadOf };
  }))];
}

/** Whether a request is about one machine only: then every report can be a point of its own. */
export function isOfOneMachine({ lines }: ChartRequest): boolean {
  const ids = new Set(lines.flatMap(({ clients }) => clients ?? ["", "-"]));
  return ids.size === 1;
}

/** Spikes of values are kept; of growth there is one value a step, and what is combined point by point needs one instant a step. */
function usualOver(line: RequestLine, stacked: boolean): RequestLine["over"] {
  if (line.over || line.rate || line.increase) return line.over;
  return stacked || line.plus || line.minus || line.per ? undefined : "minmax";
}

function growth({ rate, increase }: RequestLine): string {
  return rate ? "/rate" : increase ? "/increase" : "";
}
