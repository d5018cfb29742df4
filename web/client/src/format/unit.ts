import { formatByteRate, formatBytes } from "./bytes.ts";
import { formatDuration } from "./duration.ts";
import { formatNumber } from "./number.ts";
import { formatPercent } from "./percent.ts";
import { formatScaled } from "./scaled.ts";

const formats = {
  ratio: formatPercent,
  bytes: formatBytes,
  bytesPerSecond: formatByteRate,
  seconds: formatSeconds,
  count: formatNumber,
  perSecond: (value: number) => `${formatNumber(value)}/s`,
  celsius: (value: number) => `${formatFixed(value, 1)} °C`,
  watts: (value: number) => (Math.abs(value) < 9999.5 ? `${formatFixed(value, Math.abs(value) < 9.95 ? 1 : 0)} W` : `${formatFixed(value / 1000, 1)} kW`),
  rpm: (value: number) => `${formatFixed(value, 0)} rpm`,
  hertz: (value: number) => formatScaled(value, 1000, ["Hz", "kHz", "MHz", "GHz", "THz"]),
  volts: (value: number) => `${formatFixed(value, 2)} V`,
  amperes: (value: number) => `${formatFixed(value, 2)} A`,
  joules: (value: number) => formatScaled(value, 1000, ["J", "kJ", "MJ", "GJ", "TJ"]),
} satisfies Readonly<Record<string, (value: number) => string>>;

/** What a figure on screen measures. */
export type Unit = keyof typeof formats;

/** What stands for a figure that is not known. */
export const unknown = "–";

/** A figure with its unit; no value reads as a dash. */
export function formatValue(value: number | null | undefined, unit: Unit): string {
  return value === null || value === undefined ? unknown : formats[unit](value);
}

/**
 * How to show a metric, by its name (base units and suffixes as Prometheus has them) and the unit that the server
 * reports.
 */
export function unitOf(metric: string, unit: string | null, perSecond: boolean): Unit {
  const known = unit || suffixOf(metric);
  if (known === "ratio") return "ratio";
  if (perSecond) return (Object.hasOwn(rates, known) ? rates[known] : undefined) ?? "perSecond";
  return Object.hasOwn(formats, known) ? (known as Unit) : "count";
}

/** Joules a second are watts; seconds a second say how many at once. */
const rates: Readonly<Record<string, Unit>> = { bytes: "bytesPerSecond", joules: "watts", seconds: "count" };

/** Less than a second is read in its thousandths. */
function formatSeconds(value: number): string {
  if (Math.abs(value) >= 60) return formatDuration(value);
  return value !== 0 && Math.abs(value) < 1 ? `${formatNumber(value * 1000)} ms` : `${formatNumber(value)} s`;
}

function suffixOf(metric: string): string {
  return metric.replace(/_total$/, "").split("_").at(-1)!;
}

function formatFixed(value: number, decimals: number): string {
  const text = value.toLocaleString("en", { maximumFractionDigits: decimals });
  return text.replace("-", "−");
}
