import type { Machine } from "../api/types.ts";
import { compareNames } from "../format/order.ts";

/** Machines whose name, tags or group hold all words of a search, sorted by name. */
export function foundMachines(clients: Iterable<Machine>, search: string): Machine[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return [...clients]
    .filter((client) => {
      const text = [client.name, client.group ?? "", ...client.tags].join("\n").toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** All groups that machines are in, sorted. */
export function groupsOf(clients: Iterable<Machine>): string[] {
  return [...new Set([...clients].map(({ group }) => group).filter((group) => group !== null))].sort();
}
