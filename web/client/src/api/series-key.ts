import type { Labels } from "./types.ts";

/** Identifies a set of labels, in any order. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Identifies a series among those of its query. */
export function seriesKey({ client, labels }: { readonly client: string | null; readonly labels: Labels }): string {
  return `${client ?? ""} ${labelsKey(labels)}`;
}
