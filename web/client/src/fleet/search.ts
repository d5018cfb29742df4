import type { Client } from "../api/types.ts";

/** A row is made anew with each change; searching thousands of them again and again should not spell them anew. */
const spelled = new WeakMap<Client, string>();

/** Whether each word of a search is part of the machine's name, id, group, GPU model or a tag. */
export function isFound(client: Client, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return words.length === 0 || words.every((word) => textOf(client).includes(word));
}

function textOf(client: Client): string {
  let text = spelled.get(client);
  if (text === undefined) {
    // Words have no line breaks: none is found across two of these.
    text = [client.name, client.id, client.group ?? "", client.gpuModel ?? "", ...client.tags].join("\n").toLowerCase();
    spelled.set(client, text);
  }
  return text;
}
