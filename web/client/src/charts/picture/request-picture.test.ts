import { expect, test } from "vitest";
import { seriesKey } from "../../api/series-key.ts";
import type { TimeSeries } from "../../api/types.ts";
import type { ChartRequest } from "../chart-request.ts";
import { combine, type LineTables } from "../data/combine.ts";
import type { SeriesTable } from "../data/points.ts";
import { pick } from "./picture.ts";
import { requestPicture } from "./request-picture.ts";

type Lines = Record<string, (number | null)[]>;
const table = (times: number[], lines: Lines, unit = ""): SeriesTable => ({
  unit, times, series: Object.entries(lines).map(([client, values]) => keyed({ client: client || null, labels: {}, values })),
});
const keyed = (series: TimeSeries) => ({ ...series, key: seriesKey(series) });
const only = (metric: SeriesTable): LineTables => ({ metric, plus: undefined, minus: undefined, per: undefined });
const picture = (request: ChartRequest, data: LineTables[]) => requestPicture(request, data, { step: 10, names: new Map(), isOfReports: false });
const times = [10_000, 20_000];

test("the lines with the largest means are drawn, in the order of their names, and all are counted", () => {
  const { lines, total } = picture({ lines: [{ metric: "m" }], top: 2 }, [only(table(times, { a: [9, 9], b: [1, 1], c: [null, 20], d: [null, null] }))]);
  expect(lines.map(({ name }) => name)).toEqual(["a", "c"]);
  expect(total).toBe(4);
});

test("a machine has one colour in all charts; its second metric is dashed", () => {
  const request = { lines: [{ metric: "in" }, { metric: "out" }] };
  const first = picture(request, [only(table(times, { x1: [1, 1], x2: [1, 1] })), only(table(times, { x2: [2, 2] }))]);
  const second = picture({ lines: [{ metric: "m" }] }, [only(table(times, { x2: [1, 1], x3: [1, 1] }))]);
  const colour = ({ lines }: typeof first, client: string) => lines.filter((line) => line.client === client).map((line) => line.colour);
  expect(new Set([...colour(first, "x2"), ...colour(second, "x2")]).size).toBe(1);
  expect(first.lines.map(({ style }) => style)).toEqual(["solid", "solid", "dashed"]);
});

test("several metrics of one machine have colours of their own", () => {
  const lines = [{ metric: "a", clients: ["x"] }, { metric: "b", clients: ["x"] }];
  expect(picture({ lines }, [only(table(times, { x: [1, 1] })), only(table(times, { x: [1, 1] }))]).lines.map(({ colour }) => colour)).toEqual([0, 1]);
});

test("lines of one device share its colour where strokes distinguish them, with one device or several", () => {
  const by = ["device"];
  const request: ChartRequest = { lines: [{ metric: "in", clients: ["x"], by, name: "read" }, { metric: "out", clients: ["x"], by, name: "written", style: "dashed" }] };
  const devices = (...names: string[]): LineTables => only({ unit: "", times, series: names.map((device) => keyed({ client: "x", labels: { device }, values: [1, 1] })) });
  const drawn = (...names: string[]) => picture(request, [devices(...names), devices(...names)]).lines.map(({ name, colour, style }) => [name, colour, style]);
  expect(drawn("sda")).toEqual([["sda read", 0, "solid"], ["sda written", 0, "dashed"]]);
  expect(drawn("sda", "sdb")).toEqual([["sda read", 0, "solid"], ["sdb read", 1, "solid"], ["sda written", 0, "dashed"], ["sdb written", 1, "dashed"]]);
});

test("an order decides places and colours; values that it does not name follow", () => {
  const modes = ["irq", "user", "guest"].map((mode) => keyed({ client: "x", labels: { mode }, values: [1, 1] }));
  const { lines } = picture({ lines: [{ metric: "cpu", clients: ["x"], by: ["mode"], name: "", order: ["user", "system", "irq"] }] }, [only({ unit: "", times, series: modes })]);
  expect(lines.map(({ name }) => name)).toEqual(["user", "irq", "guest"]);
  expect(lines.slice(0, 2).map(({ colour }) => colour)).toEqual([0, 2]);
});

test("machines that were not asked for are left out", () => {
  expect(picture({ lines: [{ metric: "m", clients: ["a"] }] }, [only(table(times, { a: [1, 1], b: [1, 1] }))]).lines.map(({ client }) => client)).toEqual(["a"]);
});

test("what stands in does so for machines that do not report the metric, and for no others", () => {
  const request: ChartRequest = { lines: [{ metric: "by_bmc", or: [{ metric: "by_kernel" }, { metric: "by_hand" }] }] };
  const { lines, frame } = picture(request, [
    only(table(times, { b: [1, 1] })), only(table(times, { a: [2, 2], b: [2, 2] })), only(table(times, { a: [3, 3], c: [3, 3] }))]);
  expect(lines.map(({ client, style }, index) => [client, style, frame.columns[index]![0]])).toEqual([["b", "solid", 1], ["a", "solid", 2], ["c", "solid", 3]]);
});

test("the server's unit decides, for each axis", () => {
  const request: ChartRequest = { lines: [{ metric: "t_celsius" }, { metric: "d_bytes_total", rate: true, axis: 2 }] };
  expect(picture(request, [only(table(times, {}, "celsius")), only(table(times, {}, "bytes"))]).units)
    .toEqual(["celsius", "bytesPerSecond"]);
  expect(picture({ lines: [{ metric: "a_bytes", per: "b_bytes" }] }, [only(table(times, {}))]).units[0]).toBe("ratio");
});

test("bands join the quantiles of the same machines", () => {
  const lines = [0.05, 0.95].map((q) => ({ metric: "m", aggregate: "quantile" as const, q }));
  const each = only(table(times, { a: [1, 1], b: [1, 1] }));
  const banded = picture({ lines, bands: [[0, 1]] }, [each, each]);
  expect(banded.bands).toEqual([[0, 2], [1, 3]]);
  expect(pick(banded, ({ client }) => client === "b").bands).toEqual([[0, 1]]);
});

test("what is added, taken off and divided by is so point by point; nothing comes of nothing", () => {
  const total = table([10, 20, 30], { a: [100, 100, 100], b: [0, 0, 0], c: [1, 1, 1] });
  const available = table([10, 30], { a: [25, null], b: [0, 0] });
  const used = combine({ metric: total, plus: undefined, minus: available, per: total })!;
  expect(used.series.map(({ client, values }) => [client, values])).toEqual([["a", [0.75, null, null]], ["b", [null, null, null]]]);
  expect(combine({ metric: total, plus: total, minus: undefined, per: undefined })!.series[0]!.values).toEqual([200, 200, 200]);
});
