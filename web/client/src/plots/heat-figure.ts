import type { TimeSeriesAnswer } from "../api/types.ts";
import { formatMoment } from "../format/time.ts";
import { formatValue, type Unit } from "../format/unit.ts";
import { extentOf, type Figure } from "./figure.ts";
import { plotText } from "./plot-text.ts";

/** Lines over time as rows of coloured cells: where one row differs from the others shows at once. */
export function heatFigure(answer: TimeSeriesAnswer, nameOf: (index: number) => string, title: string, unit: Unit): Figure {
  const rows = answer.series.map((line, index) => ({ name: nameOf(index), values: line.values }));
  const extent = extentOf(present(answer)) ?? [0, 1];
  const text = rows.map(({ values }) => values.map((value) => formatValue(value, unit)));
  return {
    traces: [{
      type: "heatmap",
      x: answer.times.map((time) => new Date(time)),
      y: rows.map(({ name }, index) => plotText(unique(name, index, rows))),
      z: rows.map(({ values }) => values),
      text,
      hovertemplate: "%{y}<br>%{x|%d %b %H:%M:%S}<br><b>%{text}</b><extra></extra>",
      colorscale: "Viridis",
      colorbar: {
        thickness: 12, outlinewidth: 0, len: 1, ticks: "",
        tickvals: [extent[0], (extent[0] + extent[1]) / 2, extent[1]],
        ticktext: [extent[0], (extent[0] + extent[1]) / 2, extent[1]].map((value) => formatValue(value, unit)),
      },
      hoverongaps: false,
    }],
    x: { title: "", type: "date" },
    y: { title: "", type: "category" },
    height: Math.min(1600, 64 + 16 * rows.length),
    summary: `Heat map of ${title}: ${rows.length} rows, from ${formatValue(extent[0], unit)} to ${formatValue(extent[1], unit)}.`,
    table: {
      head: ["time", ...rows.map(({ name }) => name)],
      rows: answer.times.map((time, at) => [formatMoment(time), ...rows.map(({ values }) => formatValue(values[at], unit))]),
    },
  };
}

/** Rows of one name would be one row. */
function unique(name: string, index: number, rows: readonly { name: string }[]): string {
  const before = rows.slice(0, index).filter((row) => row.name === name).length;
  return before === 0 ? name : `${name} (${before + 1})`;
}

function* present({ series }: TimeSeriesAnswer): Iterable<number> {
  for (const { values } of series) for (const value of values) if (value !== null) yield value;
}
