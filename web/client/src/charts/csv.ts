import type { Picture } from "./picture.ts";

/** What is drawn as CSV (RFC 4180): a row a time, a column a line. */
export function toCsv({ lines, frame }: Picture): string {
  const rows = frame.times.map((time, row) => [new Date(time).toISOString(), ...frame.columns.map((column) => column[row] ?? "")]);
  return [["time", ...lines.map(({ name }) => guarded(name))], ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Names are untrusted: a spreadsheet must not take one for a formula. */
function guarded(name: string): string {
  return /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
}

/** A name that every file system takes. */
export function fileName(title: string, extension: string): string {
  const plain = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
  return `${plain || "chart"}.${extension}`;
}
