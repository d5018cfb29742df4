import { expect, test } from "vitest";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import { Emitter } from "../../live/emitter.ts";
import type { Backfilled, LiveReport } from "../../live/messages.ts";
import { ReportSource } from "./report-source.ts";

const answer = (times: number[], values: (number | null)[]): TimeSeriesAnswer =>
  ({ metric: "m", unit: "", from: 0, to: 0, step: 0, times, series: [{ client: "x", labels: {}, values }] });

const minute = 60_000;
const now = 10 * minute + 30_000;
const span = { from: now - 3600_000, to: now, step: 60, isLive: true };
const query = { metric: "m", clients: ["x"], aggregate: "sum" as const };
const feed = {
  schema: null, isWatching: true, watching: new Emitter<void>(), reported: new Emitter<LiveReport>(), backfilled: new Emitter<Backfilled>(),
};
const load = (fetch: (url: string) => Promise<TimeSeriesAnswer>, each = span) =>
  new ReportSource({ fetch, now: () => now }, feed).load(query, each, new AbortController().signal);

test("what the server gives before the bucket under way makes no bucket of its own, even where history has a gap", async () => {
  const points = await load(async (url) =>
    url.includes("step=60") ? answer([8 * minute], [1])
      : answer([10 * minute - 20_000, 10 * minute, 10 * minute + 10_000, 10 * minute + 20_000], [50, 60, 2, 4]));
  expect(points.times).toEqual([8 * minute, 11 * minute]);
  expect(points.series[0]?.values).toEqual([1, 3]);
});

test("buckets are asked for until the one under way, reports from a bit before it on", async () => {
  const asked: URLSearchParams[] = [];
  await load(async (url) => (asked.push(new URL(url, "http://x").searchParams), answer([], [])));
  const [whole, recent] = asked;
  expect([whole!.get("step"), whole!.get("to")]).toEqual(["60", String(10 * minute)]);
  expect([recent!.get("step"), recent!.get("from")]).toEqual(["0", String(10 * minute - 40_000)]);
  expect(Number(recent!.get("to"))).toBeGreaterThan(now);
});

test.each([["raw reports", { ...span, step: 0 }], ["a span that is over", { ...span, isLive: false }]])("%s are asked for at once", async (_, each) => {
  const asked: string[] = [];
  await load(async (url) => (asked.push(url), answer([], [])), each);
  expect(asked).toHaveLength(1);
});
