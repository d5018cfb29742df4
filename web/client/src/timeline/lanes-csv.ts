import type { LaneRow } from "./lane-rows.ts";
import { stateOf, type StateMetric } from "./state-metrics.ts";

/** The spans of lanes as a table that spreadsheets read: one line a span, times in UTC. */
export function lanesCsv(rows: readonly LaneRow[], metric: StateMetric): string {
  const greatest = greatestValue(rows);
  const lines = rows.flatMap(({ machine, part, spans }) => spans.map(({ from, to, value }) =>
    [machine, part, new Date(from).toISOString(), new Date(to).toISOString(), String(Math.round((to - from) / 1000)), String(value), stateOf(metric, value, greatest).word]));
  return [["machine", "series", "from", "to", "seconds", metric.metric, "state"], ...lines].map((fields) => fields.map(field).join(",")).join("\r\n") + "\r\n";
}

export function greatestValue(rows: readonly LaneRow[]): number {
  return rows.reduce((most, { spans }) => spans.reduce((each, { value }) => Math.max(each, value), most), 0);
}

/** A field is quoted where it must be; a spreadsheet must not take text of a machine for a formula. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
