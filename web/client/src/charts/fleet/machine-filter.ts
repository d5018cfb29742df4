import type { Client } from "../../api/types.ts";
import { isFound } from "../../fleet/search.ts";

/** Which machines are shown; in the address as the fleet's page has it: `q`, `tag` and `group`, the latter repeatable. */
export interface MachineFilter {
  search: string;
  /** One of these; empty: any. The empty one is no tag. */
  tags: readonly string[];
  groups: readonly string[];
}

export function parseFilter(query: URLSearchParams): MachineFilter {
  return { search: query.get("q") ?? "", tags: query.getAll("tag"), groups: query.getAll("group") };
}

/** Puts a filter into an address's parameters. */
export function writeFilter(query: URLSearchParams, { search, tags, groups }: MachineFilter): void {
  for (const name of ["q", "tag", "group"]) query.delete(name);
  if (search !== "") query.set("q", search);
  for (const tag of tags) query.append("tag", tag);
  for (const group of groups) query.append("group", group);
}

export function isFiltering({ search, tags, groups }: MachineFilter): boolean {
  return search.trim() !== "" || tags.length > 0 || groups.length > 0;
}

export function passes(client: Client, { search, tags, groups }: MachineFilter): boolean {
  return isFound(client, search)
    && (groups.length === 0 || groups.includes(client.group ?? ""))
    && (tags.length === 0 || tags.some((tag) => (tag === "" ? client.tags.length === 0 : client.tags.includes(tag))));
}

/** The ids of the machines that pass, in order; null where none is filtered away by wish: then all are meant, later ones too. */
export function chosenIds(clients: Iterable<Client>, filter: MachineFilter): string[] | null {
  return isFiltering(filter) ? [...clients].filter((client) => passes(client, filter)).map(({ id }) => id).sort() : null;
}
