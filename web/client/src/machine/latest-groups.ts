import type { LiveReport, LiveSchema, ProgramReport, SchemaSeries } from "../live/messages.ts";

/** A series with its newest value. */
export interface LatestRow {
  series: SchemaSeries;
  value: number | null;
}

/** Series of a report by what they are about: the first word of the metric's name. */
export function groupLatest(schema: LiveSchema, report: LiveReport): Map<string, LatestRow[]> {
  const groups = new Map<string, LatestRow[]>();
  schema.series.forEach((series, index) => {
    const name = /^[a-z]+/i.exec(series.metric)?.[0] ?? series.metric;
    const rows = groups.get(name) ?? [];
    rows.push({ series, value: report.values[index] ?? null });
    groups.set(name, rows);
  });
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Series of a program's report, by name. */
export function programRows({ values }: ProgramReport): LatestRow[] {
  return values.map((series) => ({ series, value: series.value })).sort((a, b) => (a.series.metric < b.series.metric ? -1 : 1));
}

/** Labels as people read them: device=sda mode=user. */
export function labelText(labels: SchemaSeries["labels"]): string {
  return Object.entries(labels).map(([name, value]) => `${name}=${value}`).join(" ");
}
