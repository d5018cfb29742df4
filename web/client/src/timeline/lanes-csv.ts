import { csvText } from "../format/csv.ts";
import type { LaneRow } from "./lane-rows.ts";
import { stateOf, type StateMetric } from "./state-metrics.ts";

/** The spans of lanes as a table that spreadsheets read: one line a span, times in UTC. */
export function lanesCsv(rows: readonly LaneRow[], metric: StateMetric): string {
  const greatest = greatestValue(rows);
  const lines = rows.flatMap(({ machine, part, spans }) => spans.map(({ from, to, value }) =>
    [machine, part, new Date(from).toISOString(), new Date(to).toISOString(), Math.round((to - from) / 1000), value, stateOf(metric, value, greatest).word]));
  return csvText([["machine", "series", "from", "to", "seconds", metric.metric, "state"], ...lines]);
}

export function greatestValue(rows: readonly LaneRow[]): number {
  return rows.reduce((most, { spans }) => spans.reduce((each, { value }) => Math.max(each, value), most), 0);
}
