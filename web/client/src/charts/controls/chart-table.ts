import { html, nothing, type TemplateResult } from "lit";
import { formatRecent, formatUtc } from "../../format/time.ts";
import { formatValue } from "../../format/unit.ts";
import type { Picture } from "../picture/picture.ts";

const mostRows = 60;
const mostLines = 40;

/** What a chart shows as figures, for who cannot see it: the newest times first, as many as can be read. */
export function chartTable({ lines, frame, units }: Picture, title: string, now: number): TemplateResult {
  const rows = frame.times.map((_, row) => row).filter((row) => frame.columns.some((column) => typeof column[row] === "number"));
  const shown = rows.slice(-mostRows).reverse();
  const columns = lines.slice(0, mostLines);
  const isCut = rows.length > shown.length || lines.length > columns.length;
  return html`<div class="chart-table" tabindex="0" role="region" aria-label=${`${title}: table`}>
    <table>
      <thead><tr><th scope="col">Time</th>${columns.map(({ name }) => html`<th scope="col" title=${name}><bdi>${name}</bdi></th>`)}</tr></thead>
      <tbody>${shown.map((row) => html`<tr>
        <th scope="row" title=${formatUtc(frame.times[row]!)}>${formatRecent(frame.times[row]!, now)}</th>
        ${columns.map(({ axis }, index) => html`<td class="number">${formatValue(frame.columns[index]![row], units[axis - 1]!)}</td>`)}
      </tr>`)}</tbody>
    </table>
    ${isCut ? html`<p class="faint">${shown.length} of ${rows.length} times, ${columns.length} of ${lines.length} lines; all are in the CSV file.</p>` : nothing}
  </div>`;
}
