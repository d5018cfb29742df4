import { html, type TemplateResult } from "lit";
import { formatDuration } from "../format/duration.ts";
import { formatMoment, formatUtc } from "../format/time.ts";
import { saveText } from "../shell/save-file.ts";
import type { LaneRow } from "./lane-rows.ts";
import { greatestValue, lanesCsv } from "./lanes-csv.ts";
import { stateOf, type StateMetric } from "./state-metrics.ts";

/** More rows are not readable; the CSV has all. */
const mostRows = 2000;

/** The spans in words, for who cannot see the lanes or wants the exact times. */
export function laneTable(rows: readonly LaneRow[], metric: StateMetric): TemplateResult {
  const greatest = greatestValue(rows);
  const spans = rows.flatMap((row) => row.spans.map((span) => ({ row, span })));
  return html`<div class="table-scroll" role="region" aria-label="Spans" tabindex="0"><table>
    <thead><tr><th scope="col">Machine</th><th scope="col">State</th><th scope="col">From</th><th scope="col">To</th><th scope="col">For</th></tr></thead>
    <tbody>${spans.slice(0, mostRows).map(({ row: { machine, part }, span: { from, to, value } }) => html`<tr>
      <th scope="row">${machine} <span class="faint">${part}</span></th><td>${stateOf(metric, value, greatest).word}</td>
      <td><time title=${formatUtc(from)}>${formatMoment(from)}</time></td><td><time title=${formatUtc(to)}>${formatMoment(to)}</time></td>
      <td>${formatDuration((to - from) / 1000)}</td></tr>`)}</tbody></table></div>
    ${spans.length > mostRows ? html`<p class="list-message faint">The first ${mostRows} of ${spans.length}; the CSV has all.</p>` : ""}`;
}

/** Hands the spans to the browser as a file. */
export function saveCsv(rows: readonly LaneRow[], metric: StateMetric): void {
  saveText(`${metric.metric}.csv`, "text/csv", lanesCsv(rows, metric));
}
