import type { Machine } from "../api/types.ts";
import type { Item } from "./fleet-list.ts";

/** Keeps rows in place while the pointer is over one: a click must hit the machine that was aimed at. */
export class HeldOrder {
  #items: readonly Item[] = [];
  #differs = false;

  /** Whether rows stand elsewhere, or are others, than they would if they were not held. */
  get differs(): boolean {
    return this.#differs;
  }

  /** Rows to show: new ones, or while held those of before with today's figures, without machines that are gone. */
  arrange(fresh: readonly Item[], held: boolean, clients: ReadonlyMap<string, Machine>): readonly Item[] {
    this.#items = held ? this.#renewed(fresh, clients) : fresh;
    this.#differs = held && !sameKeys(this.#items, fresh);
    return this.#items;
  }

  #renewed(fresh: readonly Item[], clients: ReadonlyMap<string, Machine>): Item[] {
    const headers = new Map(fresh.filter(({ kind }) => kind === "group").map((item) => [item.key, item]));
    return this.#items.flatMap((item): Item[] => {
      if (item.kind === "group") return [headers.get(item.key) ?? item];
      const client = clients.get(item.client.id);
      return client === undefined ? [] : client === item.client ? [item] : [{ ...item, client }];
    });
  }
}

function sameKeys(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every(({ key }, i) => key === b[i]!.key);
}
