import type { Unit } from "../../format/unit.ts";
import type { Trend } from "./trend.ts";

export const width = 48;
export const height = 16;
/** Room for half the line's width. */
const margin = 1;
/** Points further apart than this have a gap between them. */
const gap = 300_000;

/** A difference that fills the height at least, so that a figure at rest looks at rest. */
const least: Readonly<Partial<Record<Unit, number>>> = { ratio: 0.1, celsius: 8, watts: 50, rpm: 400, bytesPerSecond: 100_000 };

/** The line of a trend as an SVG path; empty where there is nothing to draw. A lone point is a dot. */
export function sparkline({ from, to, times, values }: Trend, unit: Unit): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return "";
  const [low, high] = domain(known, least[unit] ?? 1);
  const path: string[] = [];
  let last = -Infinity;
  values.forEach((value, i) => {
    if (value === null) return;
    const time = times[i]!;
    const x = margin + ((time - from) / (to - from)) * (width - 2 * margin);
    const y = height - margin - ((value - low) / (high - low)) * (height - 2 * margin);
    path.push(time - last > gap ? `M${round(x)} ${round(y)}h0` : `L${round(x)} ${round(y)}`);
    last = time;
  });
  return path.join("");
}

/** From lowest to highest, widened about its middle to the least that is worth a look. */
function domain(values: readonly number[], least: number): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const short = Math.max(0, least - (high - low)) / 2;
  return [low - short, high + short];
}

function round(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
