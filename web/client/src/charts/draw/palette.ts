/** Number of `--series-N` colours in tokens.css; lines beyond take them again, with dashes. */
const size = 9;
const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/** The colours that a chart draws with, read from the page's style, where themes set them. */
export interface Palette {
  line(colour: number): string;
  area(colour: number): string;
  /** An area between two lines: fainter than one that is a value. */
  band(colour: number): string;
  mark(severity: string): string;
  grid: string;
  text: string;
  strong: string;
  limit: string;
  ground: string;
}

/** Place of a line's colour among the `--series-N`, from 1. */
export function seriesColour(colour: number): number {
  return (colour % size) + 1;
}

/** Which round of the colours a line is in: each has dashes of its own, as far as there are any. */
export function dashRound(colour: number): number {
  return Math.floor(colour / size) % dashes.length;
}

/** Lengths of strokes and spaces of a line, pixels; null for a whole one. */
export function dashOf({ colour, style }: { colour: number; style: "solid" | "dashed" | "limit" }): number[] | null {
  if (style === "limit") return [2, 4];
  const round = dashRound(colour);
  if (round > 0) return [...dashes[round]!];
  return style === "dashed" ? [5, 4] : null;
}

/** Reads the colours as they are inside `host`; a canvas knows no variables, so the browser has to work them out. */
export function readPalette(host: Element): Palette {
  const probe = host.appendChild(document.createElement("i"));
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const series = Array.from({ length: size }, (_, index) => read(`--series-${index + 1}`));
  const names = ["--chart-grid", "--text-muted", "--text", "--text-faint", "--surface", "--level-critical", "--level-hot"];
  const [grid, text, strong, limit, ground, critical, hot] = names.map(read) as [string, string, string, string, string, string, string];
  probe.remove();
  const line = (colour: number): string => series[seriesColour(colour) - 1]!;
  return {
    line, area: (colour) => transparent(line(colour), 0.7), band: (colour) => transparent(line(colour), 0.2),
    mark: (severity) => (severity === "critical" || severity === "error" ? critical : severity === "warning" ? hot : text),
    grid, text, strong, limit, ground,
  };
}

/** A computed colour (`rgb(r, g, b)`) made see-through. */
function transparent(colour: string, opacity: number): string {
  return colour.replace("rgb(", "rgba(").replace(")", `, ${opacity})`);
}
