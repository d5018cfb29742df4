import type { Client } from "../api/types.ts";

/** What the register says of a machine. */
export interface Registration { id: string; enrolledAt: number }

/** Machines whose name, tags or group hold all words of a search, sorted by name. */
export function foundMachines(clients: Iterable<Client>, search: string): Client[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return [...clients]
    .filter((client) => {
      const text = [client.name, client.group ?? "", ...client.tags].join("\n").toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }) || (a.id < b.id ? -1 : 1));
}

/** All groups that machines are in, sorted. */
export function groupsOf(clients: Iterable<Client>): string[] {
  return [...new Set([...clients].map(({ group }) => group).filter((group) => group !== null))].sort();
}
