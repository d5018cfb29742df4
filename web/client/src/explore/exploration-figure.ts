import type { TimeSeries, TimeSeriesAnswer } from "../api/types.ts";
import { compareNames } from "../format/order.ts";
import { unitOf, type Unit } from "../format/unit.ts";
import { boxFigure, histogramFigure } from "../plots/distribution-figures.ts";
import type { Figure } from "../plots/figure.ts";
import { groupValues, type NameOf } from "../plots/groups.ts";
import { heatFigure } from "../plots/heat-figure.ts";
import { pairUp } from "../plots/pairs.ts";
import { scatterFigure } from "../plots/scatter-figure.ts";
import type { Exploration, ExploredLine } from "./exploration.ts";

/** An SVG of more points does not move. */
const mostPoints = 4000;
/** Rows that can be read, and groups that can be distinguished. */
const most = { rows: 200, groups: 60 } as const;

/** What an exploration looks like as a plot; null where its answers hold no value. */
export function explorationFigure(view: Exploration, answers: readonly TimeSeriesAnswer[], nameOf: NameOf): Figure | null {
  const [first, second] = answers;
  if (!first || !hasValues(first)) return null;
  const title = titleOf(view.lines[0]!);
  const unit = unitFor(view.lines[0]!, first);
  switch (view.shape) {
    case "heat": {
      // An axis counts from below, and people from above.
      const rows = byName(first.series, nameOf).slice(0, most.rows).reverse();
      return heatFigure({ ...first, series: rows.map(({ line }) => line) }, (index) => rows[index]!.name, title, unit);
    }
    case "histogram": return histogramFigure(groupValues(first, view.group, nameOf).slice(0, most.groups), title, unit);
    case "box": return boxFigure(groupValues(first, view.group, nameOf).slice(0, most.groups), title, unit);
    case "scatter": {
      const clouds = second ? pairUp(first, second, mostPoints) : [];
      if (clouds.length === 0) return null;
      return scatterFigure(clouds, { title, unit }, { title: titleOf(view.lines[1]!), unit: unitFor(view.lines[1]!, second!) }, nameOf);
    }
    default: throw new Error(`'${view.shape}' is drawn as lines.`);
  }
}

/** A metric in a title. */
export function titleOf({ metric, taken }: ExploredLine): string {
  return taken === "value" ? metric : `${metric} (${taken === "rate" ? "per second" : "increase"})`;
}

/** A line by its machine and its labels. */
export function lineName({ client, labels }: TimeSeries, nameOf: NameOf): string {
  const texts = Object.entries(labels).filter(([name]) => name !== "uuid").map(([, value]) => value);
  return [...(client ? [nameOf(client)] : []), ...texts].join(" ") || "all machines";
}

/** Lines in the order of their names. */
function byName(series: readonly TimeSeries[], nameOf: NameOf): { line: TimeSeries; name: string }[] {
  return series.map((line) => ({ line, name: lineName(line, nameOf) })).sort((a, b) => compareNames(a.name, b.name));
}

function unitFor({ metric, taken }: ExploredLine, { unit }: TimeSeriesAnswer): Unit {
  return unitOf(metric, unit, taken === "rate");
}

function hasValues({ series }: TimeSeriesAnswer): boolean {
  return series.some(({ values }) => values.some((value) => value !== null));
}
