import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Device, Part } from "../model/section.ts";
import { figureView, readFigure } from "./figure-view.ts";
import type { SectionContext } from "./section-context.ts";
import { figureSparkline } from "./figure-sparkline.ts";

/** A row for each device, a column for each figure that any of them has. */
export function deviceTable(part: Part, context: SectionContext): TemplateResult {
  const columns = columnsOf(part.devices);
  return html`<div class="device-table" role="region" aria-label=${part.title ?? `Table: ${part.device}`} tabindex="0"><table>
    <thead><tr><th scope="col">${part.device}</th>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${repeat(part.devices, ({ id }) => id, (device) => row(device, columns, context))}</tbody>
  </table></div>`;
}

/** The names of all figures, in the order in which devices have them. */
export function columnsOf(devices: readonly Device[]): string[] {
  return [...new Set(devices.flatMap(({ figures }) => figures.map(({ name }) => name)))];
}

function row(device: Device, columns: readonly string[], { section, values, history }: SectionContext): TemplateResult {
  return html`<tr data-device=${device.id}>
    <th scope="row"><span class="device-name" title=${device.name}>${device.name}</span>
      ${device.note ? html`<span class="faint device-note" title=${device.note}>${device.note}</span>` : nothing}</th>
    ${columns.map((name) => {
      const figure = device.figures.find((each) => each.name === name);
      if (!figure) return html`<td></td>`;
      const hasLine = figure.past !== undefined;
      return html`<td class=${figure.stateText ? "" : "number"}>${figureView(readFigure(figure, values))}
        ${hasLine ? figureSparkline(history.line(`${section}/${device.id}/${name}`, figure)) : nothing}</td>`;
    })}
  </tr>`;
}
