import type uPlot from "uplot";
import { formatAxisTime } from "../../format/time.ts";
import { formatValue, type Unit } from "../../format/unit.ts";
import { lonelyPoints, stack } from "../picture/frame.ts";
import { drawMarks, type Mark } from "./marks.ts";
import { dashOf, type Palette } from "./palette.ts";
import type { DrawnLine, Picture } from "../picture/picture.ts";
import { ticks } from "./ticks.ts";

const axisWidth = 64;
/** With more lines than this each is thinner, so that they can be distinguished. */
const manyLines = 24;

/** Callbacks of a drawn chart. */
export interface PlotEvents {
  /** Start and end of the time axis, Unix milliseconds. */
  window(): [number, number];
  /** The cursor moved; null: it left. */
  onCursor(index: number | null): void;
  /** A span of time was chosen. */
  onZoom(from: number, to: number): void;
  onBack(): void;
  onDrawn(): void;
  marks(): readonly Mark[];
}

export interface PlotSetup {
  picture: Picture;
  palette: Palette;
  width: number;
  height: number;
  events: PlotEvents;
}

/** What uPlot needs to know to draw a chart as dcmon draws charts. */
export function plotOptions({ picture, palette, width, height, events }: PlotSetup): uPlot.Options {
  const { lines, units, ceiling } = picture;
  const font = "11px system-ui, sans-serif";
  const axis = { font, stroke: palette.text, grid: { stroke: palette.grid, width: 1 }, ticks: { show: false } };
  const left = valueScale(units[0], height, ceiling);
  const right = valueScale(units[1], height, null);
  const hasRight = lines.some((line) => line.axis === 2);
  return {
    width,
    height,
    ms: 1,
    // Half of the last time on the axis has to fit.
    padding: [8, hasRight ? 0 : 18, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: 4 },
      focus: { prox: -1 },
      points: { show: lines.length <= manyLines, size: 7, width: 2 },
      // Only where the pointer is goes to other charts; a span that is chosen here is the page's to follow.
      sync: { key: "page", setSeries: false, scales: ["x", null], filters: { pub: (type) => type === "mousemove" || type === "mouseleave" } },
      bind: { dblclick: () => () => (events.onBack(), null) },
    },
    scales: { x: { range: events.window }, y: { range: left.range }, y2: { range: right.range } },
    axes: [
      {
        ...axis, size: 24, gap: 6, space: 72,
        values: (_, times, __, ___, step) => times.map((time) => formatAxisTime(time, step)),
      },
      { ...axis, scale: "y", size: axisWidth, gap: 8, splits: left.splits, values: left.values },
      ...(hasRight ? [{ ...axis, scale: "y2", side: 1 as const, grid: { show: false }, size: axisWidth, gap: 8, splits: right.splits, values: right.values }] : []),
    ],
    bands: [...areasOf(picture), ...picture.bands.map(([low, high]): uPlot.Band =>
      ({ series: [high + 1, low + 1], fill: palette.band(lines[high]!.colour) }))],
    series: [{}, ...lines.map((line) => seriesOf(line, picture, palette))],
    hooks: {
      setCursor: [(plot) => events.onCursor(plot.cursor.idx ?? null)],
      setSelect: [(plot) => zoom(plot, events)],
      draw: [(plot) => drawMarks(plot, events.marks(), palette), () => events.onDrawn()],
    },
  };
}

/** The columns of a picture as they are drawn: those of a stacked chart summed up. */
export function plotData({ stacked, lines, frame }: Picture): uPlot.AlignedData {
  if (!stacked) return [frame.times, ...frame.columns];
  const sums = stack(frame.columns.filter((_, index) => isStacked(lines[index]!)));
  return [frame.times, ...frame.columns.map((column, index) => (isStacked(lines[index]!) ? sums.shift()! : column))];
}

/** A value axis whose ends are marks that read well. */
function valueScale(unit: Unit, height: number, ceiling: number | null) {
  const most = Math.max(2, Math.min(8, Math.round(height / 44)));
  let marks: number[] = [];
  return {
    range: (_: uPlot, min: number | null, max: number | null): [number, number] => {
      marks = ticks(ceiling === null ? min ?? 0 : 0, ceiling ?? max ?? 0, unit, most);
      return [marks[0]!, marks.at(-1)!];
    },
    splits: () => marks,
    values: (_: uPlot, values: number[]) => values.map((value) => formatValue(value, unit).replace(/\.0+(?=\D)/, "")),
  };
}

function zoom(plot: uPlot, events: PlotEvents): void {
  const { left, width } = plot.select;
  if (width <= 0) return;
  const [from, to] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  events.onZoom(from, to);
}

/** Whether a line of a stacked chart is part of the stack. */
function isStacked(line: DrawnLine): boolean {
  return line.style !== "limit";
}

/** Each area of a stack reaches down to the one below it. */
function areasOf({ stacked, lines }: Picture): uPlot.Band[] {
  const areas = stacked ? lines.map((_, index) => index + 1).filter((at) => isStacked(lines[at - 1]!)) : [];
  return areas.slice(1).map((upper, index) => ({ series: [upper, areas[index]!] }));
}

function seriesOf(line: DrawnLine, { stacked, lines }: Picture, palette: Palette): uPlot.Series {
  const stroke = line.style === "limit" ? palette.limit : palette.line(line.colour);
  const dash = dashOf(line);
  const isArea = stacked && isStacked(line);
  return {
    label: line.name,
    scale: line.axis === 2 ? "y2" : "y",
    stroke,
    width: isArea ? 0 : line.style === "limit" || lines.length > manyLines ? 1 : 1.5,
    ...(dash ? { dash } : {}),
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
