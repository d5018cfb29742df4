import type { TimeSeries, TimeSeriesAnswer } from "../api/types.ts";
import { compareNames } from "../format/order.ts";

/** All values of the lines that have a label in common. */
export interface ValueGroup {
  name: string;
  values: number[];
}

/** The name of a machine; an unknown id stands for itself. */
export type NameOf = (client: string) => string;

/** The pseudo-label by which lines are grouped by machine. */
export const machineLabel = "client";

/** What a line has for a label: its machine's name for `client`; empty where it has none. */
export function labelOf({ client, labels }: TimeSeries, label: string, nameOf: NameOf): string {
  return label === machineLabel ? (client ? nameOf(client) : "") : labels[label] ?? "";
}

/** The values of an answer by a label of its lines, in the order of the groups' names. */
export function groupValues({ series }: TimeSeriesAnswer, label: string, nameOf: NameOf): ValueGroup[] {
  const groups = new Map<string, number[]>();
  for (const line of series) {
    const name = labelOf(line, label, nameOf) || "all";
    const values = groups.get(name) ?? [];
    for (const value of line.values) if (value !== null) values.push(value);
    groups.set(name, values);
  }
  return [...groups].map(([name, values]) => ({ name, values })).filter(({ values }) => values.length > 0)
    .sort((a, b) => compareNames(a.name, b.name));
}
