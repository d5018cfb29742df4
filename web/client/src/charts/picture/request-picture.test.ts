import { expect, test } from "vitest";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import type { ChartRequest } from "../chart-request.ts";
import { combine } from "../data/combine.ts";
import { pick } from "./picture.ts";
import type { LineAnswers } from "../data/query-chart.ts";
import { requestPicture } from "./request-picture.ts";

type Lines = Record<string, (number | null)[]>;
const answer = (times: number[], lines: Lines, metric = "m", unit = ""): TimeSeriesAnswer => ({
  metric, unit, from: 0, to: 0, step: 10_000, times,
  series: Object.entries(lines).map(([client, values]) => ({ client: client || null, labels: {}, values })),
});
const only = (metric: TimeSeriesAnswer): LineAnswers => ({ metric, plus: undefined, minus: undefined, per: undefined });
const picture = (request: ChartRequest, answers: LineAnswers[]) => requestPicture(request, answers, 10, new Map());
const times = [10_000, 20_000];

test("the lines with the largest means are drawn, in the order of their names, and all are counted", () => {
  const { lines, total } = picture({ lines: [{ metric: "m" }], top: 2 }, [only(answer(times, { a: [9, 9], b: [1, 1], c: [null, 20], d: [null, null] }))]);
  expect(lines.map(({ name }) => name)).toEqual(["a", "c"]);
  expect(total).toBe(4);
});

test("a machine has one colour in all charts; its second metric is dashed", () => {
  const request = { lines: [{ metric: "in" }, { metric: "out" }] };
  const first = picture(request, [only(answer(times, { x1: [1, 1], x2: [1, 1] })), only(answer(times, { x2: [2, 2] }))]);
  const second = picture({ lines: [{ metric: "m" }] }, [only(answer(times, { x2: [1, 1], x3: [1, 1] }))]);
  const colour = ({ lines }: typeof first, client: string) => lines.filter((line) => line.client === client).map((line) => line.colour);
  expect(new Set([...colour(first, "x2"), ...colour(second, "x2")]).size).toBe(1);
  expect(first.lines.map(({ style }) => style)).toEqual(["solid", "solid", "dashed"]);
});

test("several metrics of one machine have colours of their own", () => {
  const lines = [{ metric: "a", clients: ["x"] }, { metric: "b", clients: ["x"] }];
  expect(picture({ lines }, [only(answer(times, { x: [1, 1] })), only(answer(times, { x: [1, 1] }))]).lines.map(({ colour }) => colour)).toEqual([0, 1]);
});

test("machines that were not asked for are left out", () => {
  expect(picture({ lines: [{ metric: "m", clients: ["a"] }] }, [only(answer(times, { a: [1, 1], b: [1, 1] }))]).lines.map(({ client }) => client)).toEqual(["a"]);
});

test("what stands in does so for machines that do not report the metric, and for no others", () => {
  const request: ChartRequest = { lines: [{ metric: "by_bmc", or: [{ metric: "by_kernel" }, { metric: "by_hand" }] }] };
  const { lines, frame } = picture(request, [
    only(answer(times, { b: [1, 1] })), only(answer(times, { a: [2, 2], b: [2, 2] })), only(answer(times, { a: [3, 3], c: [3, 3] }))]);
  expect(lines.map(({ client, style }, index) => [client, style, frame.columns[index]![0]])).toEqual([["b", "solid", 1], ["a", "solid", 2], ["c", "solid", 3]]);
});

test("the server's unit decides, for each axis", () => {
  const request: ChartRequest = { lines: [{ metric: "t_celsius" }, { metric: "d_bytes_total", rate: true, axis: 2 }] };
  expect(picture(request, [only(answer(times, {}, "t_celsius", "celsius")), only(answer(times, {}, "d_bytes_total", "bytes"))]).units)
    .toEqual(["celsius", "bytesPerSecond"]);
  expect(picture({ lines: [{ metric: "a_bytes", per: "b_bytes" }] }, [only(answer(times, {}))]).units[0]).toBe("ratio");
});

test("bands join the quantiles of the same machines", () => {
  const lines = [0.05, 0.95].map((q) => ({ metric: "m", aggregate: "quantile" as const, q }));
  const each = only(answer(times, { a: [1, 1], b: [1, 1] }));
  const banded = picture({ lines, bands: [[0, 1]] }, [each, each]);
  expect(banded.bands).toEqual([[0, 2], [1, 3]]);
  expect(pick(banded, ({ client }) => client === "b").bands).toEqual([[0, 1]]);
});

test("what is added, taken off and divided by is so point by point; nothing comes of nothing", () => {
  const total = answer([10, 20, 30], { a: [100, 100, 100], b: [0, 0, 0], c: [1, 1, 1] });
  const available = answer([10, 30], { a: [25, null], b: [0, 0] });
  const used = combine({ metric: total, plus: undefined, minus: available, per: total })!;
  expect(used.series.map(({ client, values }) => [client, values])).toEqual([["a", [0.75, null, null]], ["b", [null, null, null]]]);
  expect(combine({ metric: total, plus: total, minus: undefined, per: undefined })!.series[0]!.values).toEqual([200, 200, 200]);
});
