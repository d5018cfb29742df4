import { html, type TemplateResult } from "lit";
import type { Machine } from "../api/types.ts";
import { facetOf } from "./facets.ts";
import { countValues, toggled, type Filters, type Menu } from "./filters.ts";

/** So many values are listed; what is beyond is found by the search. */
const most = 100;

/**
 * A menu of the values by which machines can be picked, with how many each would show; counted only while it is open.
 */
export function filterMenu(
  menu: Menu, clients: readonly Machine[], filters: Filters, isOpen: boolean,
  on: { open: (open: boolean) => void; show: (filters: Filters) => void },
): TemplateResult {
  const { title } = facetOf(menu);
  const chosen = filters[menu].length;
  return html`<details class="menu" data-menu=${menu} @toggle=${(event: Event) => on.open((event.target as HTMLDetailsElement).open)}>
    <summary class="button ${chosen > 0 ? "chosen" : ""}">${title}${chosen > 0 ? html` <b>${chosen}</b>` : ""}</summary>
    <div class="menu-panel">${isOpen ? values(menu, clients, filters, on.show) : ""}</div>
  </details>`;
}

function values(menu: Menu, clients: readonly Machine[], filters: Filters, show: (filters: Filters) => void): TemplateResult {
  const counts = countValues(clients, filters, menu);
  return html`<ul>${counts.slice(0, most).map(([value, count]) => html`<li><label>
      <input type="checkbox" .checked=${filters[menu].includes(value)} @change=${() => show(toggled(filters, menu, value))}>
      <span class="value" title=${value}>${value || facetOf(menu).none}</span><span class="faint">${count}</span>
    </label></li>`)}</ul>
    ${counts.length > most ? html`<p class="faint">${counts.length - most} more; search finds them.</p>` : ""}
    ${filters[menu].length > 0 ? html`<button type="button" class="link-button" @click=${() => show({ ...filters, [menu]: [] })}>Show all</button>` : ""}`;
}
