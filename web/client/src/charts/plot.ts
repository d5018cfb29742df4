import type uPlot from "uplot";
import { formatAxisTime } from "../format/time.ts";
import { formatValue } from "../format/unit.ts";
import type { DrawnLine } from "./chart-model.ts";
import { lonelyPoints, stack, type Frame } from "./frame.ts";
import type { Palette } from "./palette.ts";
import type { ChartSpec } from "./spec.ts";
import { ticks } from "./ticks.ts";

export const plotHeight = 176;
const axisWidth = 64;
const dashes = { solid: undefined, dashed: [5, 4], limit: [2, 4] } as const;

export interface PlotSetup {
  spec: ChartSpec;
  lines: readonly DrawnLine[];
  palette: Palette;
  width: number;
  /** Start and end of the time axis, Unix milliseconds. */
  window: () => [number, number];
  onCursor: (index: number | null) => void;
  onDrawn: () => void;
}

/** What uPlot needs to know to draw a chart as dcmon draws charts. */
export function plotOptions({ spec, lines, palette, width, window, onCursor, onDrawn }: PlotSetup): uPlot.Options {
  const font = "11px system-ui, sans-serif";
  const axis = { font, stroke: palette.text, grid: { stroke: palette.grid, width: 1 }, ticks: { show: false } };
  const marks = (max: number): number[] => ticks(spec.ceiling ?? max, spec.unit);
  return {
    width,
    height: plotHeight,
    ms: 1,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      focus: { prox: -1 },
      points: { size: 7, width: 2 },
      sync: { key: "page", setSeries: false, scales: ["x", null] },
    },
    focus: { alpha: 0.2 },
    scales: {
      x: { range: window },
      y: { range: (_, __, max) => [0, marks(max ?? 0).at(-1)!] },
    },
    axes: [
      {
        ...axis, size: 24, gap: 6, space: 72,
        values: (_, times, __, ___, step) => times.map((time) => formatAxisTime(time, step)),
      },
      {
        ...axis, size: axisWidth, gap: 8,
        splits: (_, __, ___, max) => marks(max),
        values: (_, values) => values.map((value) => formatValue(value, spec.unit).replace(/\.0+(?=\D)/, "")),
      },
    ],
    bands: bandsOf(spec, lines),
    series: [{}, ...lines.map((line) => seriesOf(line, spec, palette))],
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)], draw: [onDrawn] },
  };
}

/** Whether a line of a stacked chart is part of the stack. */
export function isStacked(line: DrawnLine): boolean {
  return line.query.style !== "limit";
}

/** The columns of a frame as they are drawn: those of a stacked chart summed up. */
export function plotData(spec: ChartSpec, lines: readonly DrawnLine[], frame: Frame): uPlot.AlignedData {
  if (!spec.stacked) return [frame.times, ...frame.columns];
  const sums = stack(frame.columns.filter((_, index) => isStacked(lines[index]!)));
  return [frame.times, ...frame.columns.map((column, index) => (isStacked(lines[index]!) ? sums.shift()! : column))];
}

/** Each area of a stack reaches down to the one below it. */
function bandsOf(spec: ChartSpec, lines: readonly DrawnLine[]): uPlot.Band[] {
  const stacked = spec.stacked ? lines.map((_, index) => index + 1).filter((at) => isStacked(lines[at - 1]!)) : [];
  return stacked.slice(1).map((upper, index) => ({ series: [upper, stacked[index]!] }));
}

function seriesOf(line: DrawnLine, spec: ChartSpec, palette: Palette): uPlot.Series {
  const style = line.query.style ?? "solid";
  const stroke = style === "limit" ? palette.limit : palette.line(line.colour);
  const dash = dashes[style];
  const isArea = spec.stacked === true && isStacked(line);
  return {
    label: line.name,
    stroke,
    width: isArea ? 0 : style === "limit" ? 1 : 1.5,
    ...(dash ? { dash: [...dash] } : {}),
    ...(isArea ? { fill: palette.area(line.colour) } : {}),
    points: {
      size: 4,
      fill: stroke,
      filter: (plot, series) => {
        const [first, last] = plot.series[0]!.idxs ?? [0, -1];
        return lonelyPoints(plot.data[series]!, first, last);
      },
    },
  };
}
