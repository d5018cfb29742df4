/** A line over time; a value a time, null where there is none. */
export interface SparklineData {
  /** The times at the left and at the right edge. */
  from: number;
  to: number;
  times: readonly number[];
  values: readonly (number | null)[];
}

/** How a line is drawn into an SVG of this size. */
export interface SparklineOptions {
  width: number;
  height: number;
  /** Points further apart than this have a gap between them. */
  longestGap: number;
  /** A difference that fills the height at least, so that a figure at rest looks at rest. */
  leastSpan: number;
}

/** Room for half the line's width. */
const margin = 1;

/** The line as an SVG path; empty where there is nothing to draw. A point alone is a dot, with round ends of lines. */
export function sparklinePath(data: SparklineData, { width, height, longestGap, leastSpan }: SparklineOptions): string {
  const { from, to, times, values } = data;
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return "";
  const [low, high] = domain(known, leastSpan);
  const path: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  values.forEach((value, index) => {
    if (value === null) return;
    const time = times[index]!;
    const x = round(margin + ((time - from) / (to - from)) * (width - 2 * margin));
    const y = round(height - margin - ((value - low) / (high - low)) * (height - 2 * margin));
    path.push(time - last > longestGap ? `M${x} ${y}h0` : `L${x} ${y}`);
    last = time;
  });
  return path.join("");
}

/** From lowest to highest, widened about its middle to the least that is worth a look. */
function domain(values: readonly number[], least: number): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const lack = Math.max(0, least - (high - low)) / 2;
  return [low - lack, high + lack];
}

function round(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
