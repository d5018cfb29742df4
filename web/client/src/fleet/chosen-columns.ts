import type { Machine } from "../api/types.ts";
import type { Column } from "./column.ts";
import { choosableColumns, fixedColumns, hasValue } from "./columns.ts";

/** Columns as the address lists them; unknown ones are skipped. Null: nothing was chosen. */
export function parseChosen(text: string | null): Column[] | null {
  if (text === null) return null;
  const ids = new Set(text.split(","));
  return [...ids].flatMap((id) => choosableColumns.filter((column) => column.id === id));
}

export function chosenText(chosen: readonly Column[]): string {
  // An empty choice is one, too: a parameter that is empty would be taken out of the address.
  return chosen.map(({ id }) => id).join(",") || "none";
}

/** Puts a column in at the end, or takes it out. */
export function toggledColumn(chosen: readonly Column[], column: Column): Column[] {
  return chosen.includes(column) ? chosen.filter((each) => each !== column) : [...chosen, column];
}

/** Moves a column by so many places. */
export function movedColumn(chosen: readonly Column[], column: Column, by: number): Column[] {
  const rest = chosen.filter((each) => each !== column);
  const place = Math.max(0, Math.min(rest.length, chosen.indexOf(column) + by));
  return [...rest.slice(0, place), column, ...rest.slice(place)];
}

/** The default columns: the usual ones of which some machine had a value since the page was opened. */
export class UsualColumns {
  #columns: readonly Column[] = [];
  readonly #known = new Set<Column>();

  /** The same list as long as it holds the same columns. */
  of(clients: Iterable<Machine>): readonly Column[] {
    const before = this.#known.size;
    for (const column of choosableColumns) {
      if (column.usual && !this.#known.has(column) && hasValue(column, clients)) this.#known.add(column);
    }
    if (this.#known.size > before) this.#columns = choosableColumns.filter((column) => this.#known.has(column));
    return this.#columns;
  }
}

/** All columns of a table with these chosen. */
export function withFixed(chosen: readonly Column[]): readonly Column[] {
  return [...fixedColumns, ...chosen];
}
