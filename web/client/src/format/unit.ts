import { formatByteRate, formatBytes } from "./bytes.ts";
import { formatDuration } from "./duration.ts";
import { formatNumber } from "./number.ts";
import { formatPercent } from "./percent.ts";

/** What a figure on screen measures. */
export type Unit = "ratio" | "bytes" | "bytesPerSecond" | "seconds" | "count";

/** What stands for a figure that is not known. */
export const unknown = "–";

const formats: Readonly<Record<Unit, (value: number) => string>> = {
  ratio: formatPercent,
  bytes: formatBytes,
  bytesPerSecond: formatByteRate,
  seconds: (value) => (value < 60 ? `${formatNumber(value)} s` : formatDuration(value)),
  count: formatNumber,
};

/** A figure with its unit; no value reads as a dash. */
export function formatValue(value: number | null | undefined, unit: Unit): string {
  return value === null || value === undefined ? unknown : formats[unit](value);
}

/** How to show a metric, by its name (base units and suffixes as Prometheus has them) and the unit that the server tells. */
export function unitOf(metric: string, unit: string, perSecond: boolean): Unit {
  if (metric.endsWith("_ratio")) return "ratio";
  if (unit === "bytes") return perSecond ? "bytesPerSecond" : "bytes";
  return unit === "seconds" && !perSecond ? "seconds" : "count";
}
