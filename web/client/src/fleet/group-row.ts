import { html, type TemplateResult } from "lit";
import type { Column } from "./column.ts";
import { fixedColumns, isNumber } from "./columns.ts";
import type { Group } from "./fleet-list.ts";
import { summaryText, summaryTitle } from "./summary.ts";

/** The header of a group: its name, how many machines it has, and what their figures come to. */
export function groupRow(group: Group, columns: readonly Column[], index: number, toggle: () => void): TemplateResult {
  const { name, clients, collapsed } = group;
  return html`<tr class="group" data-group=${group.value} aria-rowindex=${index}>
    <th scope="row" class="column-group-name" colspan=${fixedColumns.length}>
      <button type="button" tabindex="-1" aria-expanded=${collapsed ? "false" : "true"} title=${name} @click=${toggle}>
        <span class="fold" aria-hidden="true"></span><span class="group-name">${name}</span><span class="faint">${clients.length}<span
          class="visually-hidden"> machines</span></span>
      </button>
    </th>
    ${columns.slice(fixedColumns.length).map((column) => column.sum
      ? html`<td class="number" title=${summaryTitle(column, clients)}>${summaryText(column, clients)}</td>`
      : html`<td class=${isNumber(column) ? "number" : ""}></td>`)}
  </tr>`;
}
