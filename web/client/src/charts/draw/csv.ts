import { csvText } from "../../format/csv.ts";
import type { Picture } from "../picture/picture.ts";

/** What is drawn as CSV: a row a time, a column a line. */
export function toCsv({ lines, frame }: Picture): string {
  const rows = frame.times.map((time, row) => [new Date(time).toISOString(), ...frame.columns.map((column) => column[row] ?? null)]);
  return csvText([["time", ...lines.map(({ name }) => name)], ...rows]);
}
