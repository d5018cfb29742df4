import { expect, test, vi } from "vitest";
import { trendPath, width } from "./trend-line.ts";
import { fetchTrends, shareOf } from "./trend.ts";
import { trendQueries } from "./trend-queries.ts";

const line = (times: number[], values: (number | null)[]) => trendPath({ from: 0, to: 3_600_000, times, values }, "celsius");

test("a line goes from left to right, the highest on top", () =>
  expect(line([0, 120_000, 240_000], [40, 60, 50])).toBe("M1 15h0L2.5 1L4.1 8"));

test("the newest is at the right end", () => expect(line([3_600_000], [40])).toBe(`M${width - 1} 8h0`));

test("a gap is a gap", () => expect(line([0, 120_000, 900_000], [40, 60, 40])).toMatch(/^M[^M]+M[^M]+$/));

test("a value that is missing for once is no gap", () => expect(line([0, 120_000, 240_000], [40, null, 60])).toBe("M1 15h0L4.1 1"));

test("what hardly moves looks at rest", () => {
  const heights = [...line([0, 120_000], [40, 40.1]).matchAll(/[ML]\S+ ([\d.]+)/g)].map(([, y]) => Number(y));
  expect(Math.abs(heights[0]! - heights[1]!)).toBeLessThan(0.5);
});

test("nothing known draws nothing", () => {
  expect(line([], [])).toBe("");
  expect(line([0], [null])).toBe("");
});

test("a request names machines, matchers, aggregation and the last hour", async () => {
  const fetch = vi.fn(async () => new Response(JSON.stringify({ times: [], series: [] }), { headers: { "content-type": "application/json" } }));
  vi.stubGlobal("fetch", fetch);
  await fetchTrends(trendQueries.psuFanRpm![1]!, ["a", "b"], 3_600_000, new AbortController().signal);
  expect(fetch).toHaveBeenCalledExactlyOnceWith(
    "/api/timeseries/ipmi_fan_rpm?client=a&client=b&match=sensor%3D%7E%22%28PSU%3F%7CPower+Supply%29%5B+_%5D%3F%5B0-9%5D.*%22"
    + "&match=bmc%3D%22%22&match=mig%3D%22%22&agg=max&step=120&from=0&to=3600000", expect.anything());
});

test("a share is of a whole that is known", () => {
  expect(shareOf(25, 100, false)).toBe(0.25);
  expect(shareOf(25, 100, true)).toBe(0.75);
  expect(shareOf(25, 0, true)).toBeNull();
  expect(shareOf(null, 100, true)).toBeNull();
  expect(shareOf(1, null, true)).toBeNull();
});
