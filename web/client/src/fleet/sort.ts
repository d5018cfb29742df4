import type { Client } from "../api/types.ts";
import type { Column } from "./columns.ts";

export interface Order {
  column: string;
  descending: boolean;
}

export const defaultOrder: Order = { column: "name", descending: false };
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

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
export function sortClients(clients: Iterable<Client>, order: Order, columns: readonly Column[]): Client[] {
  const { value } = columns.find(({ id }) => id === order.column) ?? columns[0]!;
  const sign = order.descending ? -1 : 1;
  return [...clients].sort((a, b) =>
    compare(value(a), value(b), sign) || collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

function compare(a: number | string | null, b: number | string | null, sign: number): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return sign * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));
}
