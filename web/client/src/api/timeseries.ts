/** How several values become one. */
export type Aggregation = "sum" | "avg" | "min" | "max" | "count" | "last" | "quantile";

/** What GET /api/timeseries/{metric} is asked for, without its span of time. */
export interface SeriesQuery {
  metric: string;
  /** Of a counter: its growth a second. */
  rate?: boolean;
  /** Of a counter: its growth in each step. */
  increase?: boolean;
  /** How series are combined; without it, each is a line of its own. */
  aggregate?: Aggregation;
  /** What is combined: the series of each machine (if left out), or of all. */
  across?: "machine" | "all";
  /** Labels that stay apart; `client` may be one. */
  by?: readonly string[];
  /** Conditions such as `gpu=~"0|1"`; all must hold. */
  match?: readonly string[];
  /** Ids of machines; left out: all. */
  clients?: readonly string[];
  /** How the values within a step become one; `minmax` keeps two of them, the smallest and the largest. */
  over?: Aggregation | "minmax";
  /** Which quantile, 0 to 1, where one is asked for. */
  q?: number;
}

/**
 * The address of a query without its span of time; the live hub knows the query by it. Equal queries have equal
 * addresses.
 * @param step seconds between points; 0: a point a report.
 */
export function queryAddress(asked: SeriesQuery, step: number): string {
  const { metric, rate, increase, aggregate, across, by, match, clients, over, q } = asked;
  const query = new URLSearchParams();
  for (const client of clients ?? []) query.append("client", client);
  for (const condition of match ?? []) query.append("match", condition);
  if (aggregate) {
    query.set("agg", aggregate);
    if (by?.length) query.set("by", by.join(","));
    if (across) query.set("across", across);
  }
  if (over && step > 0) query.set("over", over);
  if (q !== undefined) query.set("q", String(q));
  query.set("step", String(step));
  return `/api/timeseries/${encodeURIComponent(metric)}${rate ? "/rate" : increase ? "/increase" : ""}?${query}`;
}

/** The address of a query's history; times in Unix milliseconds. */
export function historyAddress(query: SeriesQuery, step: number, from: number, to: number): string {
  return `${queryAddress(query, step)}&from=${Math.floor(from)}&to=${Math.ceil(to)}`;
}
