import { expect, test } from "vitest";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import { firstAfter, Points } from "./points.ts";

type Lines = Record<string, (number | null)[]>;
const answer = (from: number, times: number[], lines: Lines): TimeSeriesAnswer => ({
  metric: "m", unit: "", from, to: times.at(-1) ?? from, step: 10, times,
  series: Object.entries(lines).map(([client, values]) => ({ client, labels: {}, values })),
});
const pointsOf = (times: number[], lines: Lines) => new Points(answer(0, times, lines), 10);
const linesOf = ({ series }: Points): Lines => Object.fromEntries(series.map(({ client, values }) => [client!, values]));

test("points later than the tail's from give way, all others stay", () => {
  const points = pointsOf([10, 20, 30], { a: [1, 2, 3] });
  points.applyTail(answer(20, [30, 40], { a: [33, 4] }));
  expect(points.times).toEqual([10, 20, 30, 40]);
  expect(linesOf(points)).toEqual({ a: [1, 2, 33, 4] });
  expect(points.newest).toBe(40);
});

test("a tail that is taken in twice is there once", () => {
  const tail = answer(20, [30, 40], { a: [33, 4] });
  const points = pointsOf([10, 20, 30], { a: [1, 2, 3] });
  for (let i = 0; i < 2; i++) points.applyTail(tail);
  expect(points.times).toEqual([10, 20, 30, 40]);
  expect(linesOf(points)).toEqual({ a: [1, 2, 33, 4] });
});

test("a tail without points takes points away", () => {
  const points = pointsOf([10, 20, 30], { a: [1, 2, 3] });
  points.applyTail(answer(15, [], {}));
  expect([points.times, linesOf(points)]).toEqual([[10], { a: [1] }]);
});

test("a line that the tail lacks has nothing there, one that is new has nothing before", () => {
  const points = pointsOf([10, 20], { a: [1, 2] });
  points.applyTail(answer(20, [30], { b: [5] }));
  expect(linesOf(points)).toEqual({ a: [1, 2, null], b: [null, null, 5] });
});

test("a tail adds to the arrays that are there, and is not changed", () => {
  const points = pointsOf([10, 20], { a: [1, 2] });
  const [times, values] = [points.times, points.series[0]!.values];
  const tail = answer(10, [20, 30], { a: [7, 8] });
  const before = structuredClone(tail);
  points.applyTail(tail);
  expect([points.times === times, points.series[0]!.values === values]).toEqual([true, true]);
  expect(tail).toEqual(before);
});

test("what is too old goes, and with it lines that have nothing left", () => {
  const points = pointsOf([10, 20, 30], { a: [1, 2, 3], b: [1, null, null] });
  points.trim(20);
  expect(points.times).toEqual([20, 30]);
  expect(linesOf(points)).toEqual({ a: [2, 3] });
  points.applyTail(answer(30, [40], { b: [4] }));
  expect(linesOf(points)).toEqual({ a: [2, 3, null], b: [null, null, 4] });
});

test("the first later time is found in any axis", () => {
  expect([0, 10, 15, 30, 31].map((time) => firstAfter([10, 20, 30], time))).toEqual([0, 1, 1, 3, 3]);
  expect(firstAfter([], 1)).toBe(0);
});
