/** Spans that a chart can show: the name in the address, and seconds. */
export const ranges: readonly { name: string; seconds: number }[] = [
  { name: "5m", seconds: 300 },
  { name: "15m", seconds: 900 },
  { name: "1h", seconds: 3600 },
  { name: "3h", seconds: 10_800 },
  { name: "6h", seconds: 21_600 },
  { name: "12h", seconds: 43_200 },
  { name: "24h", seconds: 86_400 },
];

/** What a page without a range in its address shows. */
export const defaultRange = "15m";

/** The seconds of a named range; an unknown name means the default. */
export function rangeSeconds(name: string | null): number {
  const find = (wanted: string | null) => ranges.find((range) => range.name === wanted);
  return (find(name) ?? find(defaultRange)!).seconds;
}
