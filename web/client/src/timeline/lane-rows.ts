import { seriesKey } from "../api/series-key.ts";
import type { Labels, Lane, StateSpan } from "../api/types.ts";
import { compareNames } from "../format/order.ts";
import { clip, shareOf } from "./lanes.ts";
import type { StateMetric } from "./state-metrics.ts";

/** A lane as the page shows it. */
export interface LaneRow {
  key: string;
  lane: Lane;
  machine: string;
  /** What distinguishes it from other lanes of its machine. */
  part: string;
  spans: StateSpan[];
  /** Of the known time, in the state that the metric is about. */
  share: number | null;
}

export type LaneOrder = "name" | "share";


/**
 * Rows of the lanes that have something in the window and fit the search, sorted: by name, or by share from the least
 * on.
 */
export function laneRows(
  lanes: readonly Lane[], metric: StateMetric, names: ReadonlyMap<string, string>, window: { from: number; to: number }, search: string, order: LaneOrder,
): LaneRow[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const rows = lanes.map((lane): LaneRow => {
    const spans = clip(lane.spans, window.from, window.to);
    return {
      key: seriesKey(lane), lane, machine: names.get(lane.client) ?? lane.client, part: partName(lane.labels, metric.without ?? []),
      spans, share: shareOf(spans, metric.share.isMeant),
    };
  }).filter(({ spans, machine, part }) => spans.length > 0 && words.every((word) => `${machine} ${part}`.toLowerCase().includes(word)));
  const byName = (a: LaneRow, b: LaneRow): number => compareNames(a.machine, b.machine) || compareNames(a.part, b.part);
  return rows.sort(order === "name" ? byName : (a, b) => (a.share ?? 2) - (b.share ?? 2) || byName(a, b));
}

/** The share of all lanes together: each for as long as it is known. */
export function totalShare(rows: readonly LaneRow[], metric: StateMetric): number | null {
  return shareOf(rows.flatMap(({ spans }) => spans), metric.share.isMeant);
}

/** The values of labels, which say what a lane is about. */
export function partName(labels: Labels, without: readonly string[]): string {
  return Object.entries(labels).filter(([name]) => !without.includes(name)).map(([name, value]) => (name === "gpu" ? `GPU ${value}` : value)).join(" ");
}
