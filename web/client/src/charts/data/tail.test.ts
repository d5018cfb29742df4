import { expect, test } from "vitest";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import { applyTail, firstAfter, trimBefore } from "./tail.ts";

type Lines = Record<string, (number | null)[]>;
const answer = (from: number, times: number[], lines: Lines): TimeSeriesAnswer => ({
  metric: "m", unit: "", from, to: times.at(-1) ?? from, step: 10, times,
  series: Object.entries(lines).map(([client, values]) => ({ client, labels: {}, values })),
});
const linesOf = ({ series }: TimeSeriesAnswer): Lines => Object.fromEntries(series.map(({ client, values }) => [client!, values]));

test("points later than the answer's from give way, all others stay", () => {
  const frame = applyTail(answer(0, [10, 20, 30], { a: [1, 2, 3] }), answer(20, [30, 40], { a: [33, 4] }));
  expect(frame.times).toEqual([10, 20, 30, 40]);
  expect(linesOf(frame)).toEqual({ a: [1, 2, 33, 4] });
});

test("an answer taken in twice is there once", () => {
  const tail = answer(20, [30, 40], { a: [33, 4] });
  const once = applyTail(answer(0, [10, 20, 30], { a: [1, 2, 3] }), tail);
  expect(applyTail(once, tail)).toEqual(once);
});

test("an answer without points takes points away", () => {
  expect(applyTail(answer(0, [10, 20, 30], { a: [1, 2, 3] }), answer(15, [], {})).times).toEqual([10]);
});

test("a line that the answer lacks has nothing there, one that is new has nothing before", () => {
  const frame = applyTail(answer(0, [10, 20], { a: [1, 2] }), answer(20, [30], { b: [5] }));
  expect(linesOf(frame)).toEqual({ a: [1, 2, null], b: [null, null, 5] });
});

test("neither the frame nor the answer is changed", () => {
  const [frame, tail] = [answer(0, [10, 20], { a: [1, 2] }), answer(10, [20, 30], { a: [7, 8] })];
  const before = structuredClone([frame, tail]);
  applyTail(frame, tail);
  expect([frame, tail]).toEqual(before);
});

test("what is too old goes, and with it lines that have nothing left", () => {
  const frame = trimBefore(answer(0, [10, 20, 30], { a: [1, 2, 3], b: [1, null, null] }), 20);
  expect(frame.times).toEqual([20, 30]);
  expect(linesOf(frame)).toEqual({ a: [2, 3] });
});

test("the first later time is found in any axis", () => {
  expect([0, 10, 15, 30, 31].map((time) => firstAfter([10, 20, 30], time))).toEqual([0, 1, 1, 3, 3]);
  expect(firstAfter([], 1)).toBe(0);
});
