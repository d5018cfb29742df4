import { expect, test } from "vitest";
import type { LiveSchema, SchemaSeries } from "../../api/types.ts";
import { Selector } from "./select.ts";

const series = (metric: string, labels: Record<string, string> = {}): SchemaSeries =>
  ({ metric, labels, unit: "", kind: "gauge" });
const schema = (...all: SchemaSeries[]): LiveSchema => ({ client: "x", hash: "h", series: all });

const cpu = schema(
  series("cpu", { cpu: "0", mode: "user" }), series("cpu", { cpu: "0", mode: "idle" }),
  series("other"), series("cpu", { cpu: "1", mode: "user" }), series("cpu", { cpu: "1", mode: "idle" }));

test("series are put together by label, and what is not wanted is left out", () => {
  const selector = new Selector({ name: "", metric: "cpu", aggregate: "avg", by: ["mode"], omit: { mode: ["idle"] } }, cpu);
  expect(selector.samples([0.2, 0.8, 99, 0.4, 0.6]).map(({ labels, value }) => ({ labels, value: value!.toFixed(2) })))
    .toEqual([{ labels: { mode: "user" }, value: "0.30" }]);
});

test.each([["sum", 3], ["avg", 1.5], ["min", 1], ["max", 2]] as const)("%s of what has a value is %d", (aggregate, value) => {
  const selector = new Selector({ name: "", metric: "m", aggregate }, schema(series("m", { i: "1" }), series("m", { i: "2" }), series("m", { i: "3" })));
  expect(selector.samples([1, null, 2])).toMatchObject([{ labels: {}, value }]);
});

test("without an aggregation each series is a line; labels narrow them", () => {
  const query = { name: "", metric: "cpu", labels: { cpu: "1" } };
  expect(new Selector(query, cpu).samples([1, 2, 3, 4, 5])).toMatchObject([
    { labels: { cpu: "1", mode: "user" }, value: 4 }, { labels: { cpu: "1", mode: "idle" }, value: 5 }]);
});

test("a metric taken off another leaves nothing where either is missing", () => {
  const selector = new Selector({ name: "", metric: "total", minus: "free", aggregate: "sum" }, schema(series("free"), series("total")));
  expect(selector.samples([4, 16])).toMatchObject([{ value: 12 }]);
  expect(selector.samples([null, 16])).toMatchObject([{ value: null }]);
});

test("a line without any value has none, not 0", () => {
  expect(new Selector({ name: "", metric: "m", aggregate: "sum" }, schema(series("m"))).samples([null])).toMatchObject([{ value: null }]);
});
