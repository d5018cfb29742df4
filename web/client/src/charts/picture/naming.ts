import type { Labels } from "../../api/types.ts";
import type { Query } from "../spec.ts";

/** How the legend calls a line, and what lines that belong together (a device's) have in common. */
export function legendName(query: Query, labels: Labels): { name: string; family: string } {
  const family = Object.values(labels).join(" ");
  return { name: [family, query.name].filter((part) => part !== "").join(" "), family };
}

/** The place that the query gives to a line by its first `by` label; null where it gives none. */
export function orderOf(query: Query, labels: Labels): number | null {
  const first = query.by?.[0];
  const place = first === undefined ? -1 : query.order?.indexOf(labels[first] ?? "") ?? -1;
  return place < 0 ? null : place;
}
