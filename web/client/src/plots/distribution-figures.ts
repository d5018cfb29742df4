import { formatNumber } from "../format/number.ts";
import { formatValue, type Unit } from "../format/unit.ts";
import { bins } from "./bins.ts";
import { extentOf, type Figure } from "./figure.ts";
import type { ValueGroup } from "./groups.ts";
import { plotText } from "./plot-text.ts";
import { quartiles } from "./quartiles.ts";

/** How often which values occurred, a translucent set of bars a group. */
export function histogramFigure(groups: readonly ValueGroup[], title: string, unit: Unit): Figure {
  const extent = extentOf(groups.flatMap(({ values }) => extentOf(values) ?? []));
  const edges = bins(extent, 40);
  const counted = groups.map(({ name, values }) => ({ name, shares: edges.count(values) }));
  const label = (bin: number): string => `${formatValue(edges.start(bin), unit)} – ${formatValue(edges.start(bin + 1), unit)}`;
  return {
    traces: counted.map(({ name, shares }) => ({
      type: "bar",
      name: plotText(name),
      x: shares.map((_, bin) => edges.start(bin) + edges.width / 2),
      y: shares,
      width: edges.width,
      opacity: groups.length > 1 ? 0.6 : 0.9,
      customdata: shares.map((_, bin) => label(bin)),
      hovertemplate: "%{customdata}<br><b>%{y:.1%}</b> of the time",
    })),
    x: { title, unit, ...(extent ? { extent } : {}) },
    y: { title: "share of values", unit: "ratio", extent: [0, Math.max(...counted.flatMap(({ shares }) => shares), 0)] },
    height: 160,
    summary: `Histogram of ${title} in ${groups.length === 1 ? "one group" : `${groups.length} groups`}.`,
    table: {
      head: ["range", ...groups.map(({ name }) => name)],
      rows: Array.from({ length: edges.length }, (_, bin) => [label(bin), ...counted.map(({ shares }) => formatValue(shares[bin], "ratio"))]),
    },
  };
}

/** Median, quartiles and extremes of each group. */
export function boxFigure(groups: readonly ValueGroup[], title: string, unit: Unit): Figure {
  const boxes = groups.map(({ name, values }) => ({ name, ...quartiles(values)! }));
  const extent = extentOf(boxes.flatMap(({ lowest, highest }) => [lowest, highest]));
  const shown = (value: number): string => formatValue(value, unit);
  return {
    traces: [{
      type: "box",
      name: plotText(title),
      x: boxes.map(({ name }) => plotText(name)),
      lowerfence: boxes.map(({ lowest }) => lowest),
      q1: boxes.map(({ q1 }) => q1),
      median: boxes.map(({ median }) => median),
      q3: boxes.map(({ q3 }) => q3),
      upperfence: boxes.map(({ highest }) => highest),
      showlegend: false,
    }],
    x: { title: "", type: "category" },
    y: { title, unit, ...(extent ? { extent } : {}) },
    height: 160,
    summary: `Box plot of ${title}: a box each of ${boxes.length} groups.`,
    table: {
      head: ["group", "lowest", "first quartile", "median", "third quartile", "highest", "values"],
      rows: boxes.map(({ name, lowest, q1, median, q3, highest, count }) =>
        [name, ...[lowest, q1, median, q3, highest].map(shown), formatNumber(count)]),
    },
  };
}
