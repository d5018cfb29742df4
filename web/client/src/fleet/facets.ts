import type { Machine } from "../api/types.ts";

/** Something by which machines are filtered and grouped. */
export interface Facet {
  id: "group" | "tag" | "model" | "state";
  title: string;
  /** What a machine without any is called. */
  none: string;
  /** The machine's values; an empty text is "none". */
  values: (client: Machine) => readonly string[];
}

const none = [""];

export const facets: readonly Facet[] = [
  { id: "group", title: "Group", none: "No group", values: ({ group }) => [group ?? ""] },
  { id: "tag", title: "Tag", none: "No tag", values: ({ tags }) => (tags.length > 0 ? tags : none) },
  { id: "model", title: "GPU model", none: "No GPU model", values: ({ gpuModel }) => [gpuModel ?? ""] },
  { id: "state", title: "State", none: "", values: ({ online }) => [online ? "Online" : "Offline"] },
];

export type Grouping = Facet["id"] | null;

/** Reads a grouping from the address; what is none means none. */
export function parseGrouping(text: string | null): Grouping {
  return facets.find(({ id }) => id === text)?.id ?? null;
}

export function facetOf(id: Facet["id"]): Facet {
  return facets.find((facet) => facet.id === id)!;
}
