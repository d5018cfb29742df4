import { expect, test } from "vitest";
import { queryAddress } from "../../api/timeseries.ts";
import type { RequestLine } from "../chart-request.ts";
import { askedLines, lineQueries } from "./line-queries.ts";

const address = (line: RequestLine, part: "metric" | "minus" = "metric", step = 60): URL => new URL(queryAddress(lineQueries(line, true)[part]!, step), "http://x");

test("a line is the question that the API answers, without its time", () => {
  const url = address({
    metric: "gpu_power_watts", aggregate: "sum", across: "machine", by: ["model", "client"], match: ['gpu=~"0|1"'], clients: ["a", "b"], axis: 2, name: "power",
  });
  expect(url.pathname).toBe("/api/timeseries/gpu_power_watts");
  expect([...url.searchParams]).toEqual([
    ["client", "a"], ["client", "b"], ["match", 'gpu=~"0|1"'], ["agg", "sum"], ["by", "model,client"], ["across", "machine"],
    ["over", "minmax"], ["step", "60"],
  ]);
});

test("smallest and largest are kept of values only, and only where that is wanted", () => {
  const over = (line: Partial<RequestLine>, keepsSpikes = true) => lineQueries({ metric: "m", ...line }, keepsSpikes).metric.over;
  expect(over({})).toBe("minmax");
  expect(over({ rate: true })).toBeUndefined();
  expect(over({ increase: true })).toBeUndefined();
  expect(over({}, false)).toBeUndefined();
  expect(over({ per: "total" })).toBeUndefined();
  expect(over({ over: "quantile", q: 0.95 })).toBe("quantile");
});

test("what is combined is asked for in the same way", () => {
  const line = { metric: "memory_total_bytes", minus: "memory_available_bytes", per: "memory_total_bytes", aggregate: "sum" as const };
  const queries = lineQueries(line, true);
  expect(queries.per).toEqual(queries.metric);
  expect(queryAddress(queries.minus!, 10)).toBe("/api/timeseries/memory_available_bytes?agg=sum&step=10");
  expect(queries.plus).toBeUndefined();
});

test("an operand may have conditions of its own, and takes none of the line's", () => {
  const all = { metric: "cpu_seconds_total", rate: true, aggregate: "sum" as const, match: ['cpu="0"'] };
  const minus = address({ ...all, minus: { metric: "cpu_seconds_total", match: ['mode="idle"'] } }, "minus");
  expect(minus.searchParams.getAll("match")).toEqual(['mode="idle"']);
});

test("what stands in is asked for after all lines, with conditions of its own", () => {
  const lines = [{ metric: "a", match: ['x="1"'], aggregate: "max" as const, or: [{ metric: "b" }] }, { metric: "c" }];
  expect(askedLines({ lines }).slice(2)).toEqual([{ metric: "b", aggregate: "max", insteadOf: 0 }]);
});

test("very many machines are asked for as all", () => {
  const clients = Array.from({ length: 61 }, (_, index) => `m${index}`);
  expect(address({ metric: "m", clients }).search).not.toContain("client=");
  expect(address({ metric: "m", clients: clients.slice(1) }).search).toContain("client=m60");
});
