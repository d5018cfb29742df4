import { html, type TemplateResult } from "lit";
import type { Machine } from "../api/types.ts";
import { icon } from "../shell/icons.ts";
import { writeParameter } from "../shell/page-url.ts";
import { valueOf } from "../shell/value-of.ts";
import type { Column } from "./column.ts";
import { facets, parseGrouping, type Grouping } from "./facets.ts";
import { isFiltering, menus, noFilters, type Filters, type Menu } from "./filters.ts";
import { filterMenu } from "./fleet-filters.ts";
import type { Density } from "./fleet-rows.ts";

/** What the toolbar shows and changes of the fleet's page. */
export interface FleetChoices {
  readonly all: readonly Machine[];
  readonly filters: Filters;
  readonly grouping: Grouping;
  readonly view: "table" | "heat";
  readonly density: Density;
  readonly shown: readonly Column[];
  /** Where the trends come from; null while none are shown. */
  readonly trends: object | null;
  openMenu: Menu | null;
  search(text: string): void;
  show(filters: Filters): void;
  setGrouping(grouping: Grouping): void;
  setView(view: "table" | "heat"): void;
  setDensity(density: Density): void;
  showTrends(wanted: boolean): void;
  choose(columns: readonly Column[] | null): void;
}

/** Filters, grouping and view of the fleet. */
export function fleetToolbar(fleet: FleetChoices): TemplateResult {
  const { filters, view } = fleet;
  return html`<div class="toolbar fleet-toolbar" role="group" aria-label="Filters and view">
    <label class="search">${icon("search")}<span class="visually-hidden">Search machines</span>
      <input type="search" placeholder="Name, tag, group, model or id" autocomplete="off" spellcheck="false" .value=${filters.search}
        @input=${(event: Event) => fleet.search(valueOf(event))}><kbd aria-hidden="true">/</kbd>
    </label>
    ${menus.map((menu) => filterMenu(menu, fleet.all, filters, fleet.openMenu === menu, {
      open: (open) => (fleet.openMenu = open ? menu : fleet.openMenu === menu ? null : fleet.openMenu),
      show: (filters) => fleet.show(filters),
    }))}
    ${isFiltering(filters) ? html`<button type="button" class="quiet-button" @click=${() => fleet.show(noFilters)}>Clear filters</button>` : ""}
    <span class="spacer"></span>
    <label class="choice">Group by <select @change=${(event: Event) => fleet.setGrouping(parseGrouping(valueOf(event)))}>
      <option value="" ?selected=${fleet.grouping === null}>nothing</option>
      ${facets.map(({ id, title }) => html`<option value=${id} ?selected=${fleet.grouping === id}>${title}</option>`)}
    </select></label>
    ${view === "table" ? tableChoices(fleet) : ""}
  </div>`;
}

/** Table or heat map. */
export function viewChoice(fleet: FleetChoices): TemplateResult {
  return segments("View", "view", ["table", "heat"], { table: "Table", heat: "Heat map" }, fleet.view, (chosen) => fleet.setView(chosen));
}

function tableChoices(fleet: FleetChoices): TemplateResult {
  return html`${segments("Rows", "density", ["comfortable", "compact", "dense"], { comfortable: "Comfortable", compact: "Compact", dense: "Dense" }, fleet.density, (chosen) => fleet.setDensity(chosen))}
    <button type="button" class="button toggle" aria-pressed=${fleet.trends ? "true" : "false"} title="The last hour beside each figure" @click=${() => {
      fleet.showTrends(!fleet.trends);
      writeParameter("trends", fleet.trends ? "1" : null);
    }}>${icon("trend")} Trends</button>
    <details class="menu" data-menu="columns">
      <summary class="button">${icon("columns")} Columns</summary>
      <div class="menu-panel wide"><column-chooser .chosen=${fleet.shown} @choose=${(event: CustomEvent) => fleet.choose(event.detail)}></column-chooser></div>
    </details>`;
}

/** One of a few, all of them in sight. */
export function segments<T extends string>(
  title: string, name: string, values: readonly T[], words: Readonly<Record<T, string>>, chosen: T, choose: (value: T) => void,
): TemplateResult {
  return html`<fieldset class="segments"><legend class="visually-hidden">${title}</legend>
    ${values.map((value) => html`<label><input type="radio" name=${name} value=${value} .checked=${value === chosen} @change=${() => choose(value)}><span>${words[value]}</span></label>`)}
  </fieldset>`;
}
