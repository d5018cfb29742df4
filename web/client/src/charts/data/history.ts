import { timeSeriesUrl, type TimeSeriesRequest } from "../../api/timeseries.ts";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import { difference, isDrawn } from "./select.ts";
import type { Query } from "../spec.ts";
import { lineKey, Track, type Sample } from "./track.ts";

/** What a chart shows of one machine: the span that ends now, in buckets of `step` seconds (0: raw). */
export interface Span {
  client: string;
  /** Unix milliseconds by the server's clock. */
  now: number;
  range: number;
  step: number;
}

/** Fetches an address of the API; given one twice, it may answer from the first. */
export type Fetch = (url: string) => Promise<TimeSeriesAnswer>;

/** Reports may carry a time a little ahead of the server's: agents' clocks differ. */
const aheadMs = 5 * 60_000;
/** A rate needs the report before the first. */
const lookBackMs = 40_000;

/**
 * Loads one query's history: whole buckets up to the start of the one under way, then the reports since, folded here.
 * So the newest bucket grows from the same values before and after the live feed takes over.
 */
export async function loadTrack(query: Query, span: Span, fetch: Fetch): Promise<Track> {
  const stepMs = span.step * 1000;
  const from = span.now - span.range * 1000;
  const wholeUntil = stepMs === 0 ? from : Math.floor(span.now / stepMs) * stepMs;
  const [whole, tail] = await Promise.all([
    stepMs === 0 ? null : load(query, { from, to: wholeUntil, step: span.step }, span, fetch),
    load(query, { from: wholeUntil - lookBackMs, to: span.now + aheadMs, step: 0 }, span, fetch),
  ]);
  const track = new Track(stepMs, query.rate === true);
  if (whole) eachTime(query, whole, (time, samples) => time <= wholeUntil && track.appendWhole(time, samples));
  eachTime(query, tail, (time, samples) => time > wholeUntil && track.appendReport(time, samples));
  return track;
}

async function load(
  query: Query, part: Pick<TimeSeriesRequest, "from" | "to" | "step">, span: Span, fetch: Fetch,
): Promise<TimeSeriesAnswer> {
  const request = { ...query, ...part, client: span.client };
  const [answer, minus] = await Promise.all([
    fetch(timeSeriesUrl(request)),
    query.minus ? fetch(timeSeriesUrl({ ...request, metric: query.minus })) : null,
  ]);
  return minus ? subtract(answer, minus) : answer;
}

/** Takes one answer off another, line by line and time by time; what only one of them has is left out. */
export function subtract(answer: TimeSeriesAnswer, minus: TimeSeriesAnswer): TimeSeriesAnswer {
  const at = new Map(minus.times.map((time, index) => [time, index]));
  const lines = new Map(minus.series.map((each) => [lineKey(each.labels), each.values]));
  const series = answer.series.filter((each) => lines.has(lineKey(each.labels))).map((each) => {
    const other = lines.get(lineKey(each.labels))!;
    return { ...each, values: each.values.map((value, i) => difference(value, other[at.get(answer.times[i]!) ?? -1] ?? null)) };
  });
  return { ...answer, series };
}

function eachTime(query: Query, answer: TimeSeriesAnswer, take: (time: number, samples: Sample[]) => void): void {
  const drawn = answer.series.filter(({ labels }) => isDrawn(query, labels));
  const lines = drawn.map(({ labels, values }) => ({ labels, values, key: lineKey(labels) }));
  answer.times.forEach((time, index) =>
    take(time, lines.map(({ key, labels, values }) => ({ key, labels, value: values[index] ?? null }))));
}
