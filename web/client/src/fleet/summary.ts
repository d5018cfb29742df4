import type { Machine } from "../api/types.ts";
import { formatValue, unknown } from "../format/unit.ts";
import type { Column, Sum } from "./column.ts";

const words: Readonly<Record<Sum, string>> = { sum: "sum", avg: "mean", max: "highest", min: "lowest" };

/** How a group's figure was computed: "sum of 12 machines". */
export function summaryTitle(column: Column, clients: readonly Machine[]): string {
  const count = known(column, clients).length;
  return `${column.title}: ${words[column.sum!]} of ${count} ${count === 1 ? "machine" : "machines"}`;
}

/** What a group of machines shows in a column. */
export function summaryText(column: Column, clients: readonly Machine[]): string {
  const value = summarize(column.sum!, known(column, clients));
  if (!column.of) return formatValue(value, column.unit!);
  const all = summarize(column.sum!, heard(clients).map(column.of).filter((each) => each !== null));
  return all === null ? unknown : `${formatValue(value, column.unit!)} / ${formatValue(all, column.unit!)}`;
}

/** Combines figures; of none nothing is known. */
export function summarize(sum: Sum, values: readonly number[]): number | null {
  if (values.length === 0) return null;
  switch (sum) {
    case "max": return values.reduce((a, b) => Math.max(a, b));
    case "min": return values.reduce((a, b) => Math.min(a, b));
    case "sum": return values.reduce((a, b) => a + b);
    case "avg": return values.reduce((a, b) => a + b) / values.length;
  }
}

/** Figures of a silent machine are old: they would make sums that are true at no time. */
function heard(clients: readonly Machine[]): Machine[] {
  return clients.filter(({ online }) => online);
}

function known(column: Column, clients: readonly Machine[]): number[] {
  return heard(clients).map((client) => column.value(client) as number | null).filter((value) => value !== null);
}
