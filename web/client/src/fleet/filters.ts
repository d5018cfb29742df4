import type { Machine } from "../api/types.ts";
import { compareNames } from "../format/order.ts";
import { readParameter, readParameters, writeParameter, writeParameters } from "../shell/page-url.ts";
import { isCritical } from "./alarms.ts";
import { facetOf } from "./facets.ts";
import { isFound } from "./search.ts";

/** The facets with a menu of values; the state has its buttons in the totals. */
export const menus = ["group", "tag", "model"] as const;
export type Menu = (typeof menus)[number];

/** Which machines are shown; of the values in a menu any, of all filters each must fit. */
export interface Filters {
  readonly search: string;
  readonly state: "online" | "offline" | null;
  readonly critical: boolean;
  readonly group: readonly string[];
  readonly tag: readonly string[];
  readonly model: readonly string[];
}

export const noFilters: Filters = { search: "", state: null, critical: false, group: [], tag: [], model: [] };

export function isFiltering(filters: Filters): boolean {
  return filters.search.trim() !== "" || filters.state !== null || filters.critical || menus.some((menu) => filters[menu].length > 0);
}

/** Whether a machine is shown; `except` leaves a menu out, for the counts in it. */
export function passes(client: Machine, filters: Filters, except?: Menu): boolean {
  if (filters.state !== null && client.online !== (filters.state === "online")) return false;
  if (filters.critical && !isCritical(client)) return false;
  for (const menu of menus) {
    if (menu === except || filters[menu].length === 0) continue;
    if (!facetOf(menu).values(client).some((value) => filters[menu].includes(value))) return false;
  }
  return isFound(client, filters.search);
}

/**
 * The values of a menu with the machines that each would show, "none" last; chosen ones are there even if nothing has
 * them.
 */
export function countValues(clients: Iterable<Machine>, filters: Filters, menu: Menu): [value: string, count: number][] {
  const counts = new Map<string, number>(filters[menu].map((value) => [value, 0]));
  for (const client of clients) {
    if (!passes(client, filters, menu)) continue;
    for (const value of facetOf(menu).values(client)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => Number(a === "") - Number(b === "") || compareNames(a, b));
}

/** The filters with a menu's value put in or taken out. */
export function toggled(filters: Filters, menu: Menu, value: string): Filters {
  const chosen = filters[menu];
  return { ...filters, [menu]: chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value] };
}

export function readFilters(): Filters {
  const state = readParameter("state");
  return {
    search: readParameter("q") ?? "",
    state: state === "online" || state === "offline" ? state : null,
    critical: readParameter("critical") === "1",
    group: readParameters("group"), tag: readParameters("tag"), model: readParameters("model"),
  };
}

export function writeFilters(filters: Filters): void {
  writeParameter("q", filters.search);
  writeParameter("state", filters.state);
  writeParameter("critical", filters.critical ? "1" : null);
  for (const menu of menus) writeParameters(menu, filters[menu]);
}
