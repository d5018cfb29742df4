import type { Machine } from "../api/types.ts";
import { compareNames } from "../format/order.ts";
import { columns } from "./columns.ts";
import { facetOf, type Facet, type Grouping } from "./facets.ts";
import { passes, type Filters } from "./filters.ts";
import { sortClients, type Order } from "./sort.ts";

/** Machines that have something in common. */
export interface Group {
  value: string;
  name: string;
  clients: readonly Machine[];
  collapsed: boolean;
}

/** A row of the table. A machine of several tags has a row in the group of each: the key distinguishes them. */
export type Item =
  | { kind: "machine"; key: string; client: Machine }
  | { kind: "group"; key: string; group: Group };

export interface View {
  filters: Filters;
  order: Order;
  grouping: Grouping;
  /** Values of the groups that show their header alone. */
  collapsed: ReadonlySet<string>;
}

/** The machines that a view shows, in its order. */
export function findClients(clients: Iterable<Machine>, { filters, order }: View): Machine[] {
  const found: Machine[] = [];
  for (const client of clients) if (passes(client, filters)) found.push(client);
  return sortClients(found, order, columns);
}

/** The rows of found machines: as they are, or below the headers of their groups. */
export function itemsOf(found: readonly Machine[], { grouping, collapsed }: View): Item[] {
  if (grouping === null) return found.map((client) => ({ kind: "machine", key: client.id, client }));
  const items: Item[] = [];
  for (const group of groupsOf(found, facetOf(grouping), collapsed)) {
    items.push({ kind: "group", key: `group ${group.value}`, group });
    if (!group.collapsed) for (const client of group.clients) items.push({ kind: "machine", key: `${client.id} ${group.value}`, client });
  }
  return items;
}

/** Groups in the order of their names, "none" last; machines keep theirs. */
export function groupsOf(clients: Iterable<Machine>, facet: Facet, collapsed: ReadonlySet<string> = new Set()): Group[] {
  const members = new Map<string, Machine[]>();
  for (const client of clients) {
    for (const value of facet.values(client)) {
      const list = members.get(value);
      if (list) list.push(client);
      else members.set(value, [client]);
    }
  }
  return [...members]
    .sort(([a], [b]) => Number(a === "") - Number(b === "") || compareNames(a, b))
    .map(([value, list]) => ({ value, name: value || facet.none, clients: list, collapsed: collapsed.has(value) }));
}
