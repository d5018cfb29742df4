import { expect, test } from "vitest";
import type { LiveSchema, SchemaSeries } from "../../live/messages.ts";
import { ReportReader } from "./report-reader.ts";

const series = (metric: string, labels: Record<string, string> = {}): SchemaSeries =>
  ({ metric, labels, unit: "", kind: "gauge" });
const schema = (...all: SchemaSeries[]): LiveSchema => ({ client: "x", hash: "h", series: all });

const cpu = schema(
  series("cpu", { cpu: "0", mode: "user" }), series("cpu", { cpu: "0", mode: "idle" }),
  series("other"), series("cpu", { cpu: "1", mode: "user" }), series("cpu", { cpu: "1", mode: "idle" }));

test("series are put together by label, those left out for which conditions do not hold", () => {
  const reader = new ReportReader({ metric: "cpu", aggregate: "avg", by: ["mode"], match: ['mode!="idle"'] }, cpu);
  expect(reader.samples([0.2, 0.8, 99, 0.4, 0.6]).map(({ labels, value }) => ({ labels, value: value!.toFixed(2) })))
    .toEqual([{ labels: { mode: "user" }, value: "0.30" }]);
});

test.each([["sum", 3], ["avg", 1.5], ["min", 1], ["max", 2], ["count", 2]] as const)("%s of what has a value is %d", (aggregate, value) => {
  const reader = new ReportReader({ metric: "m", aggregate }, schema(series("m", { i: "1" }), series("m", { i: "2" }), series("m", { i: "3" })));
  expect(reader.samples([1, null, 2])).toMatchObject([{ labels: {}, value }]);
});

test("without an aggregate each series is a line; conditions narrow them", () => {
  const query = { metric: "cpu", match: ['cpu="1"'] };
  expect(new ReportReader(query, cpu).samples([1, 2, 3, 4, 5])).toMatchObject([
    { labels: { cpu: "1", mode: "user" }, value: 4 }, { labels: { cpu: "1", mode: "idle" }, value: 5 }]);
});

test("a line without any value has none, not 0", () => {
  expect(new ReportReader({ metric: "m", aggregate: "sum" }, schema(series("m"))).samples([null])).toMatchObject([{ value: null }]);
});

test("series have the names that those of history have", () => {
  expect(new ReportReader({ metric: "cpu", match: ['mode="user"'], aggregate: "sum" }, cpu).samples([1, 2, 3, 4, 5])).toEqual([{ key: "x []", client: "x", labels: {}, value: 5 }]);
});

test("what takes more than one report to be combined is refused", () => {
  expect(() => new ReportReader({ metric: "m", aggregate: "quantile" }, schema())).toThrow("quantile");
});
