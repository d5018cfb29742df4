const binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;
const decimal = ["B/s", "kB/s", "MB/s", "GB/s", "TB/s", "PB/s"] as const;

/** A size in binary units: 15.6 GiB. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, 1024, binary);
}

/** A rate in decimal units, as links and drives are sold: 1.2 MB/s. */
export function formatByteRate(bytesPerSecond: number): string {
  return scaled(bytesPerSecond, 1000, decimal);
}

/** Three digits of precision at most, so that a column of them is read at a glance. */
function scaled(value: number, base: number, units: readonly string[]): string {
  let rest = Math.abs(value);
  let power = 0;
  while (rounded(rest, power) >= base && power < units.length - 1) {
    rest /= base;
    power++;
  }
  const sign = value < 0 ? "−" : "";
  return `${sign}${rounded(rest, power).toFixed(decimals(rest, power))} ${units[power]}`;
}

function decimals(value: number, power: number): number {
  if (power === 0) return 0;
  return value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
}

function rounded(value: number, power: number): number {
  return Number(value.toFixed(decimals(value, power)));
}
