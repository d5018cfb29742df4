import { formatNumber } from "../format/number.ts";
import { formatMoment } from "../format/time.ts";
import { formatValue, type Unit } from "../format/unit.ts";
import { extentOf, type Figure } from "./figure.ts";
import type { NameOf } from "./groups.ts";
import type { Pairs } from "./pairs.ts";
import { plotText } from "./plot-text.ts";

/** One side of a scatter plot. */
export interface Side {
  title: string;
  unit: Unit;
}

/** One metric against another, a cloud a machine. */
export function scatterFigure(clouds: readonly Pairs[], x: Side, y: Side, nameOf: NameOf): Figure {
  const extents = { x: extentOf(clouds.flatMap((cloud) => cloud.x)), y: extentOf(clouds.flatMap((cloud) => cloud.y)) };
  return {
    traces: clouds.map((cloud) => ({
      type: "scatter",
      mode: "markers",
      name: plotText(nameOf(cloud.client)),
      x: cloud.x,
      y: cloud.y,
      customdata: cloud.times.map((time, at) => [formatMoment(time), formatValue(cloud.x[at], x.unit), formatValue(cloud.y[at], y.unit)]),
      marker: { size: 5, opacity: 0.6 },
      hovertemplate: "%{customdata[0]}<br>%{customdata[1]}, <b>%{customdata[2]}</b>",
    })),
    x: { title: x.title, unit: x.unit, ...(extents.x ? { extent: extents.x } : {}) },
    y: { title: y.title, unit: y.unit, ...(extents.y ? { extent: extents.y } : {}) },
    height: 160,
    summary: `${y.title} against ${x.title}: ${formatNumber(clouds.reduce((count, cloud) => count + cloud.x.length, 0))} points of ${clouds.length} machines.`,
    table: {
      head: ["machine", "time", x.title, y.title],
      rows: clouds.flatMap((cloud) => cloud.times.map((time, at) =>
        [nameOf(cloud.client), formatMoment(time), formatValue(cloud.x[at], x.unit), formatValue(cloud.y[at], y.unit)])),
    },
  };
}
