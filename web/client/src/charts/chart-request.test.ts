import { expect, test } from "vitest";
import { askedLines, isOfOneMachine, lineQueries } from "./chart-request.ts";

test("a line is the question that the API answers, without its time", () => {
  const { metric } = lineQueries(
    { metric: "gpu_power_watts", aggregate: "sum", across: "machine", by: ["model", "client"], match: ['gpu=~"0|1"'], clients: ["a", "b"] }, 60, false);
  const url = new URL(metric, "http://x");
  expect(url.pathname).toBe("/api/timeseries/gpu_power_watts");
  expect([...url.searchParams]).toEqual([
    ["client", "a"], ["client", "b"], ["match", 'gpu=~"0|1"'], ["agg", "sum"], ["by", "model,client"], ["across", "machine"],
    ["over", "minmax"], ["step", "60"],
  ]);
});

test("smallest and largest are kept of values only, and only where steps combine them", () => {
  const over = (line: object, step = 60, stacked = false) =>
    new URL(lineQueries({ metric: "m", ...line }, step, stacked).metric, "http://x").searchParams.get("over");
  expect(over({})).toBe("minmax");
  expect(over({}, 0)).toBeNull();
  expect(over({ rate: true })).toBeNull();
  expect(over({ increase: true })).toBeNull();
  expect(over({}, 60, true)).toBeNull();
  expect(over({ per: "total" })).toBeNull();
  expect(over({ over: "quantile", q: 0.95 })).toBe("quantile");
});

test("rates and increases have paths of their own, names of metrics cannot leave theirs", () => {
  expect(lineQueries({ metric: "a/../b", rate: true }, 0, false).metric).toBe("/api/timeseries/a%2F..%2Fb/rate?step=0");
  expect(lineQueries({ metric: "a", increase: true }, 0, false).metric).toBe("/api/timeseries/a/increase?step=0");
});

test("what is combined is asked for in the same way", () => {
  const line = { metric: "memory_total_bytes", minus: "memory_available_bytes", per: "memory_total_bytes", aggregate: "sum" as const };
  const queries = lineQueries(line, 10, false);
  expect(queries.per).toBe(queries.metric);
  expect(queries.minus).toBe("/api/timeseries/memory_available_bytes?agg=sum&step=10");
  expect(queries.plus).toBeUndefined();
});

test("an operand may have conditions of its own, and takes none of the line's", () => {
  const all = { metric: "cpu_seconds_total", rate: true, aggregate: "sum" as const, match: ['cpu="0"'] };
  const { minus } = lineQueries({ ...all, minus: { metric: "cpu_seconds_total", match: ['mode="idle"'] } }, 10, false);
  expect(new URL(minus!, "http://x").searchParams.getAll("match")).toEqual(['mode="idle"']);
});

test("what stands in is asked for after all lines, with conditions of its own", () => {
  const lines = [{ metric: "a", match: ['x="1"'], aggregate: "max" as const, or: [{ metric: "b" }] }, { metric: "c" }];
  expect(askedLines({ lines }).slice(2)).toEqual([{ metric: "b", aggregate: "max", insteadOf: 0 }]);
});

test("very many machines are asked for as all", () => {
  const clients = Array.from({ length: 61 }, (_, index) => `m${index}`);
  expect(lineQueries({ metric: "m", clients }, 10, false).metric).not.toContain("client=");
  expect(lineQueries({ metric: "m", clients: clients.slice(1) }, 10, false).metric).toContain("client=m60");
});

test("a request is of one machine if each of its lines is", () => {
  expect(isOfOneMachine({ lines: [{ metric: "a", clients: ["x"] }, { metric: "b", clients: ["x"] }] })).toBe(true);
  expect(isOfOneMachine({ lines: [{ metric: "a", clients: ["x"] }, { metric: "b" }] })).toBe(false);
  expect(isOfOneMachine({ lines: [{ metric: "a", clients: ["x", "y"] }] })).toBe(false);
});
