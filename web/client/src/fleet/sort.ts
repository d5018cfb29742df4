import type { Machine } from "../api/types.ts";
import type { Column } from "./column.ts";
import { TextRanks } from "./text-ranks.ts";

export interface Order {
  column: string;
  descending: boolean;
}

export const defaultOrder: Order = { column: "name", descending: false };
const names = new TextRanks();
const others = new TextRanks();

/** Reads an order from the address: `cpu`, or `-cpu` for largest first; what is no column means the default. */
export function parseOrder(text: string | null, columns: readonly Column[]): Order {
  const descending = text?.startsWith("-") ?? false;
  const column = descending ? text!.slice(1) : text;
  return columns.some(({ id }) => id === column) ? { column: column!, descending } : defaultOrder;
}

/** An order as the address has it; the default needs none. */
export function orderText({ column, descending }: Order): string | null {
  return column === defaultOrder.column && !descending ? null : `${descending ? "-" : ""}${column}`;
}

/** What a press on a column's head makes of the order: figures start with the largest, text with the first. */
export function nextOrder(order: Order, column: Column): Order {
  if (order.column === column.id) return { column: column.id, descending: !order.descending };
  return { column: column.id, descending: column.unit !== undefined };
}

/** Sorted rows; machines without the figure come last either way, equals are in the order of their names. */
export function sortClients(clients: Iterable<Machine>, order: Order, columns: readonly Column[]): Machine[] {
  const { value } = columns.find(({ id }) => id === order.column) ?? columns[0]!;
  const all = [...clients];
  names.learn(all.map(({ name }) => name));
  const values = all.map(value);
  others.learn(values.filter((each) => typeof each === "string"));
  const sign = order.descending ? -1 : 1;
  const rows = all.map((client, i) => ({ client, key: keyOf(values[i]!, sign), name: names.of(client.name) }));
  return rows.sort((a, b) => compare(a.key, b.key) || a.name - b.name || (a.client.id < b.client.id ? -1 : 1)).map(({ client }) => client);
}

/** What is compared: numbers only, as thousands of rows are sorted live. */
function keyOf(value: number | string | null, sign: number): number {
  if (value === null) return Infinity;
  return sign * (typeof value === "number" ? value : others.of(value));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
