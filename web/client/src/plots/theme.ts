import { readPalette } from "../charts/draw/palette.ts";
import { markStep } from "../charts/draw/ticks.ts";
import { formatValue, type Unit } from "../format/unit.ts";
import { plotText } from "./plot-text.ts";
import type { Layout } from "./plotly.ts";

/** What an axis of a plot shows. */
export interface PlotAxis {
  title: string;
  unit?: Unit;
  /** Categories and times have no unit. */
  type?: "category" | "date";
  /** Extremes, so that marks can be named in the unit. */
  extent?: readonly [number, number];
}

/** The look of the page for a plot. */
export function plotLayout(host: Element, x: PlotAxis, y: PlotAxis, height: number): Layout {
  const palette = readPalette(host);
  const font = { family: "system-ui, sans-serif", size: 11, color: palette.text };
  return {
    height,
    autosize: true,
    font,
    margin: { l: 72, r: 16, t: 8, b: 48, pad: 4 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    colorway: Array.from({ length: 9 }, (_, index) => palette.line(index)),
    hoverlabel: { font: { family: font.family, size: 12 }, namelength: 60 },
    legend: { orientation: "h", y: -0.2, font },
    xaxis: axis(x, palette.grid),
    yaxis: axis(y, palette.grid),
  };
}

function axis({ title, unit, type, extent }: PlotAxis, grid: string): Layout {
  return {
    title: { text: plotText(title), standoff: 8 },
    gridcolor: grid,
    linecolor: grid,
    zeroline: false,
    automargin: true,
    fixedrange: true,
    ...(type ? { type } : {}),
    ...(unit && extent ? namedTicks(extent, unit) : {}),
  };
}

/** Marks at round places, named as figures are named elsewhere on the page. */
function namedTicks([low, high]: readonly [number, number], unit: Unit): Layout {
  const step = markStep(Math.max((high - low) / 5, Number.MIN_VALUE), unit);
  const values: number[] = [];
  for (let mark = Math.ceil(low / step) * step; mark <= high + step * 1e-6 && values.length < 20; mark += step) values.push(mark);
  return { tickvals: values, ticktext: values.map((value) => formatValue(value, unit)) };
}
