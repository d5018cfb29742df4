/** Number of `--series-N` colours in tokens.css; lines beyond take them again. */
const size = 9;

/** The colours that a chart draws with, read from the page's style, where themes set them. */
export interface Palette {
  line(colour: number): string;
  area(colour: number): string;
  grid: string;
  text: string;
  limit: string;
}

/** Place of a line's colour among the `--series-N`, from 1. */
export function seriesColour(colour: number): number {
  return (colour % size) + 1;
}

/** Reads the colours as they are inside `host`; a canvas knows no variables, so the browser has to work them out. */
export function readPalette(host: Element): Palette {
  const probe = host.appendChild(document.createElement("i"));
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const series = Array.from({ length: size }, (_, index) => read(`--series-${index + 1}`));
  const [grid, text, limit] = [read("--chart-grid"), read("--text-muted"), read("--text-faint")] as const;
  probe.remove();
  const line = (colour: number): string => series[seriesColour(colour) - 1]!;
  return { line, area: (colour) => transparent(line(colour)), grid, text, limit };
}

/** A computed colour (`rgb(r, g, b)`) made see-through. */
function transparent(colour: string): string {
  return colour.replace("rgb(", "rgba(").replace(")", ", 0.7)");
}
