import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TrendStore } from "./trend-store.ts";
import type { Trend } from "./trend.ts";
import type { TrendQuery } from "./trend-queries.ts";

const trend: Trend = { from: 0, to: 1, times: [1], values: [1] };
let asked: [metric: string, clients: readonly string[]][] = [];
/** What machines have, by metric. */
let have: Record<string, string[]> = {};
let store: TrendStore;

const fetch = (query: TrendQuery, clients: readonly string[]): Promise<Map<string, Trend>> => {
  asked.push([query.metric, clients]);
  if (query.metric === "load1") return Promise.reject(new Error("too large"));
  return Promise.resolve(new Map(clients.filter((client) => have[query.metric]?.includes(client)).map((client) => [client, trend])));
};

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  have = { gpu_power_watts: ["a", "b"] };
  store = new TrendStore(() => Date.now(), fetch);
});
afterEach(() => vi.useRealTimers());

async function want(figures: Parameters<TrendStore["want"]>[0], clients: string[]): Promise<void> {
  store.want(figures, clients);
  await vi.advanceTimersByTimeAsync(300);
}

test("what is in view is asked for once it rests, a request a figure", async () => {
  store.want(["gpuPowerWatts"], ["x", "y"]);
  await vi.advanceTimersByTimeAsync(100);
  await want(["gpuPowerWatts", "gpuRatio", "uptimeSeconds"], ["a", "c"]);
  expect(asked).toEqual([["gpu_power_watts", ["a", "c"]], ["gpu_utilization_ratio", ["a", "c"]]]);
  expect(store.get("gpuPowerWatts", "a")).toBe(trend);
  expect(store.get("gpuPowerWatts", "c")).toBeNull();
});

test("within a minute only what is new is asked for, then all of it", async () => {
  await want(["gpuPowerWatts"], ["a"]);
  await want(["gpuPowerWatts"], ["a", "b"]);
  await vi.advanceTimersByTimeAsync(60_000);
  await want(["gpuPowerWatts"], ["a", "b"]);
  expect(asked.map(([, clients]) => clients)).toEqual([["a"], ["b"], ["a", "b"]]);
});

test("machines without the first source are asked for the second", async () => {
  have = { psu_input_watts: ["a"], ipmi_dcmi_power_watts: ["b"] };
  await want(["powerWatts"], ["a", "b"]);
  expect(asked).toEqual([["psu_input_watts", ["a", "b"]], ["ipmi_dcmi_power_watts", ["b"]]]);
  expect(store.get("powerWatts", "b")).toBe(trend);
});

test("what cannot be had leaves the others, and is not asked for again and again", async () => {
  await want(["load1", "gpuPowerWatts"], ["a"]);
  expect(store.get("load1", "a")).toBeNull();
  expect(store.get("gpuPowerWatts", "a")).toBe(trend);
  await want(["load1", "gpuPowerWatts"], ["a"]);
  expect(asked).toHaveLength(2);
});

test("of thousands of machines looked at the newest are remembered", async () => {
  const all = Array.from({ length: 1000 }, (_, i) => `m${i}`);
  have = { gpu_power_watts: all };
  await want(["gpuPowerWatts"], all.slice(0, 500));
  await want(["gpuPowerWatts"], all.slice(500));
  expect(Math.max(...asked.map(([, clients]) => clients.length))).toBeLessThanOrEqual(120);
  expect(all.filter((client) => store.get("gpuPowerWatts", client))).toEqual(all.slice(400));
});

test.each([["the same", () => "a"], ["ever other", (i: number) => `m${i}`]] as const)(
  "rows that are drawn five times a second, %s machines, are asked for all the same", async (_, clientAt) => {
    for (let i = 0; i < 10; i++) {
      store.want(["gpuPowerWatts"], [clientAt(i)]);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(asked.length).toBeGreaterThan(0);
  });
