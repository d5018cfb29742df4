import { formatByteRate, formatBytes } from "./bytes.ts";
import { formatDuration } from "./duration.ts";
import { formatNumber } from "./number.ts";
import { formatPercent } from "./percent.ts";

/** What a figure on screen measures. */
export type Unit =
  "ratio" | "bytes" | "bytesPerSecond" | "seconds" | "celsius" | "watts" | "rpm" | "hertz" | "volts" | "amperes" | "count";

/** What stands for a figure that is not known. */
export const unknown = "–";

const formats: Readonly<Record<Unit, (value: number) => string>> = {
  ratio: formatPercent,
  bytes: formatBytes,
  bytesPerSecond: formatByteRate,
  seconds: (value) => (Math.abs(value) < 60 ? formatSeconds(value) : formatDuration(value)),
  celsius: (value) => `${formatNumber(Math.round(value * 10) / 10)} °C`,
  watts: (value) => (Math.abs(value) < 10_000 ? `${formatNumber(Math.round(value))} W` : `${formatNumber(value / 1000)} kW`),
  rpm: (value) => `${formatNumber(Math.round(value))} rpm`,
  hertz: (value) => (Math.abs(value) < 1e9 ? `${formatNumber(Math.round(value / 1e6))} MHz` : `${(value / 1e9).toFixed(2)} GHz`),
  volts: (value) => `${formatNumber(value)} V`,
  amperes: (value) => `${formatNumber(value)} A`,
  count: formatNumber,
};

/** A figure with its unit; no value reads as a dash. */
export function formatValue(value: number | null | undefined, unit: Unit): string {
  return value === null || value === undefined ? unknown : formats[unit](value);
}

/** Less than a second is read in its thousandths. */
function formatSeconds(value: number): string {
  return value !== 0 && Math.abs(value) < 1 ? `${formatNumber(value * 1000)} ms` : `${formatNumber(value)} s`;
}

/** Units that are shown as the server names them. */
const plainUnits = ["celsius", "watts", "rpm", "hertz", "volts", "amperes"] as const satisfies readonly Unit[];

/** How to show a metric, by its name (base units and suffixes as Prometheus has them) and the unit that the server tells. */
export function unitOf(metric: string, unit: string, perSecond: boolean): Unit {
  if (metric.endsWith("_ratio")) return "ratio";
  if (unit === "bytes") return perSecond ? "bytesPerSecond" : "bytes";
  if (unit === "joules" && perSecond) return "watts";
  if (unit === "seconds" && !perSecond) return "seconds";
  return (!perSecond && plainUnits.find((each) => each === unit)) || "count";
}
