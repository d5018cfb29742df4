import type { Machine } from "../api/types.ts";

/** A row is a new object after each change; its text is kept for the next search. */
const spelled = new WeakMap<Machine, string>();

/** Whether each word of a search is part of the machine's name, id, group, GPU model or a tag. */
export function isFound(client: Machine, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return words.length === 0 || words.every((word) => textOf(client).includes(word));
}

function textOf(client: Machine): string {
  let text = spelled.get(client);
  if (text === undefined) {
    // Words have no line breaks: none is found across two of these.
    text = [client.name, client.id, client.group ?? "", client.gpuModel ?? "", ...client.tags].join("\n").toLowerCase();
    spelled.set(client, text);
  }
  return text;
}
