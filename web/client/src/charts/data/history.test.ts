import { expect, test } from "vitest";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import { loadTrack, subtract } from "./history.ts";

const answer = (times: number[], values: (number | null)[], labels: Record<string, string> = {}): TimeSeriesAnswer =>
  ({ metric: "m", unit: "", from: 0, to: 0, step: 0, times, series: [{ client: "x", labels, values }] });

const minute = 60_000;
const span = { client: "x", now: 10 * minute + 30_000, range: 3600, step: 60 };

test("what the server gives before the bucket under way makes no bucket of its own, even where history has a gap", async () => {
  const fetch = async (url: string) =>
    url.includes("step=60") ? answer([8 * minute], [1])
      : answer([10 * minute - 20_000, 10 * minute, 10 * minute + 10_000, 10 * minute + 20_000], [50, 60, 2, 4]);
  const track = await loadTrack({ name: "", metric: "m", aggregate: "sum" }, span, fetch);
  expect(track.times).toEqual([8 * minute, 11 * minute]);
  expect([...track.lines.values()][0]?.values).toEqual([1, 3]);
});

test("buckets are asked for until the one under way, reports from a bit before it on", async () => {
  const asked: URLSearchParams[] = [];
  const fetch = async (url: string) => (asked.push(new URL(url, "http://x").searchParams), answer([], []));
  await loadTrack({ name: "", metric: "m", aggregate: "sum" }, span, fetch);
  const [whole, tail] = asked;
  expect([whole!.get("step"), whole!.get("to")]).toEqual(["60", String(10 * minute)]);
  expect([tail!.get("step"), tail!.get("from")]).toEqual(["0", String(10 * minute - 40_000)]);
  expect(Number(tail!.get("to"))).toBeGreaterThan(span.now);
});

test("one answer is taken off another time by time; what only one of them has is no value", () => {
  expect(subtract(answer([1, 2, 3], [10, 20, null]), answer([1, 3], [4, 5])).series[0]?.values).toEqual([6, null, null]);
  expect(subtract(answer([1], [10], { a: "1" }), answer([1], [4], { a: "2" })).series).toEqual([]);
});
