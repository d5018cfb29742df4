import type { TimeSeries, TimeSeriesAnswer } from "../../api/types.ts";
import { lineKey } from "./track.ts";

/** What names a series among those of its query. */
export function seriesKey({ client, labels }: Pick<TimeSeries, "client" | "labels">): string {
  return `${client ?? ""} ${lineKey(labels)}`;
}

/**
 * The frame after the newest points: its own points later than the answer's `from` give way to those of the answer. So
 * buckets that grow and points that come late need no rule of their own. Lines that the answer lacks have nothing there.
 */
export function applyTail(frame: TimeSeriesAnswer, answer: TimeSeriesAnswer): TimeSeriesAnswer {
  const kept = firstAfter(frame.times, answer.from);
  const added = answer.times.length;
  const tails = new Map(answer.series.map((each) => [seriesKey(each), each]));
  const series = frame.series.map((each) => {
    const key = seriesKey(each);
    const tail = tails.get(key)?.values ?? nulls(added);
    tails.delete(key);
    return { ...each, values: each.values.slice(0, kept).concat(tail) };
  });
  for (const fresh of tails.values()) series.push({ ...fresh, values: nulls(kept).concat(fresh.values) });
  return { ...frame, to: Math.max(frame.to, answer.to), times: frame.times.slice(0, kept).concat(answer.times), series };
}

/** The frame without points before `time`, and without lines that have no value left. */
export function trimBefore(frame: TimeSeriesAnswer, time: number): TimeSeriesAnswer {
  const first = firstAfter(frame.times, time - 1);
  if (first === 0) return frame;
  const series = frame.series.map((each) => ({ ...each, values: each.values.slice(first) }))
    .filter(({ values }) => values.some((value) => value !== null));
  return { ...frame, from: time, times: frame.times.slice(first), series };
}

/** The place of the first of ascending times that is later than `time`. */
export function firstAfter(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nulls(count: number): (number | null)[] {
  return new Array<number | null>(count).fill(null);
}
