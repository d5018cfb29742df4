import type { TimeSeries, TimeSeriesAnswer } from "../api/types.ts";

/** Where two metrics of one machine (and of one device, where both have the labels) stand at the same time. */
export interface Pairs {
  client: string;
  x: number[];
  y: number[];
  times: number[];
}

/**
 * Joins two answers by machine, time, and the labels that both lines have. Of more than `most` points evenly spread
 * ones are kept: a cloud of thousands looks the same, and an SVG of them does not move.
 */
export function pairUp(xs: TimeSeriesAnswer, ys: TimeSeriesAnswer, most: number): Pairs[] {
  const at = new Map(ys.times.map((time, index) => [time, index]));
  const byClient = new Map<string, Pairs>();
  for (const x of xs.series) {
    const y = partnerOf(x, ys.series);
    if (!y) continue;
    const client = x.client ?? "";
    const pairs = byClient.get(client) ?? { client, x: [], y: [], times: [] };
    byClient.set(client, pairs);
    xs.times.forEach((time, index) => {
      const [left, right] = [x.values[index], y.values[at.get(time) ?? -1]];
      if (left === null || left === undefined || right === null || right === undefined) return;
      pairs.x.push(left);
      pairs.y.push(right);
      pairs.times.push(time);
    });
  }
  const all = [...byClient.values()].filter((pairs) => pairs.x.length > 0);
  const every = Math.ceil(all.reduce((count, { x }) => count + x.length, 0) / most);
  return every <= 1 ? all : all.map((pairs) => thin(pairs, every));
}

function partnerOf(x: TimeSeries, candidates: readonly TimeSeries[]): TimeSeries | undefined {
  return candidates.find((y) => y.client === x.client
    && Object.entries(y.labels).every(([name, value]) => (x.labels[name] ?? value) === value));
}

function thin({ client, x, y, times }: Pairs, every: number): Pairs {
  const keep = <T>(values: T[]): T[] => values.filter((_, index) => index % every === 0);
  return { client, x: keep(x), y: keep(y), times: keep(times) };
}
