import type { RetentionSettings } from "../api/types.ts";

/** Retention as the server has it: seconds and megabytes; null in `chosen`: as the settings file has it. */
export type RetentionValues = RetentionSettings["chosen"];
export type RetentionKey = keyof RetentionValues;

export interface RetentionRow {
  key: RetentionKey;
  title: string;
  help: string;
  unit: string;
  /** How many of the server's unit are one of `unit`. */
  scale: number;
  /** Whether a smaller value lets the server delete something. */
  deletes: boolean;
}

const days = { unit: "days", scale: 86_400, deletes: true };

export const retentionRows: readonly RetentionRow[] = [
  { key: "rawSeconds", title: "Samples", help: "Every report as it came; at least 2 days", ...days },
  { key: "fiveMinutesSeconds", title: "5-minute roll-ups", help: "Lowest, highest, mean and growth of each 5 minutes", ...days },
  { key: "oneHourSeconds", title: "1-hour roll-ups", help: "The same of each hour", ...days },
  { key: "eventsSeconds", title: "Events", help: "What happened on machines", ...days },
  { key: "processesSeconds", title: "Process tables", help: "Who used a machine", unit: "hours", scale: 3600, deletes: true },
  { key: "maxMegabytes", title: "Largest size", help: "The oldest samples go beyond it; 0: no limit", unit: "MB", scale: 1, deletes: true },
  { key: "minFreeMegabytes", title: "Disk kept free", help: "Reports are refused below it; agents keep them meanwhile", unit: "MB", scale: 1, deletes: false },
];

/** A value in the row's unit, for an input; empty where there is none. */
export function inUnit(value: number | null, { scale }: RetentionRow): string {
  return value === null ? "" : String(Number((value / scale).toPrecision(10)));
}

/** A value as it is read: with its unit, and no limit where 0 is none. */
export function shown(value: number | null, row: RetentionRow): string {
  return row.key === "maxMegabytes" && value === 0 ? "no limit" : `${inUnit(value, row)} ${row.unit}`;
}

/** What fields mean as the API takes it, or the row that holds no number. */
export function choiceOf(fields: ReadonlyMap<RetentionKey, string>): Partial<Record<RetentionKey, number>> | RetentionRow {
  const choice: Partial<Record<RetentionKey, number>> = {};
  for (const row of retentionRows) {
    const text = fields.get(row.key)?.trim() ?? "";
    if (text === "") continue;
    const value = Number(text) * row.scale;
    if (!Number.isFinite(value) || value < 0) return row;
    choice[row.key] = row.scale === 1 ? Math.round(value) : value;
  }
  return choice;
}

/** Titles of what would be kept for a shorter time, or in less room, than now. */
export function shortened(now: RetentionValues, { configured }: RetentionSettings, choice: Partial<Record<RetentionKey, number>>): string[] {
  return retentionRows.filter((row) => {
    const next = choice[row.key] ?? configured[row.key] ?? 0;
    const before = now[row.key] ?? 0;
    if (!row.deletes) return false;
    return row.key === "maxMegabytes" ? next !== 0 && (before === 0 || next < before) : next < before;
  }).map(({ title }) => title);
}
