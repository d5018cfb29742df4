import { formatScaled } from "./scaled.ts";

const binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] as const;
const decimal = ["B/s", "kB/s", "MB/s", "GB/s", "TB/s", "PB/s"] as const;

/** A size in binary units: 15.6 GiB. */
export function formatBytes(bytes: number): string {
  return formatScaled(bytes, 1024, binary);
}

/** A rate in decimal units, as links and drives are sold: 1.2 MB/s. */
export function formatByteRate(bytesPerSecond: number): string {
  return formatScaled(bytesPerSecond, 1000, decimal);
}
