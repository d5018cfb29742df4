import type { Client } from "../api/types.ts";

/** Whether each word of a search is part of the machine's name, a tag or its id. */
export function isFound(client: Client, search: string): boolean {
  const texts = [client.name, client.id, ...client.tags].map((text) => text.toLowerCase());
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return words.every((word) => texts.some((text) => text.includes(word)));
}
