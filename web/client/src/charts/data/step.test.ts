import { expect, test } from "vitest";
import { longestJoin, stepOfQueries, stepOfReports } from "./step.ts";

test.each([
  [300, 0], [900, 0], [3600, 10], [10_800, 30], [21_600, 60], [43_200, 120], [86_400, 180], [604_800, 1800],
])("reports over %d seconds are drawn in buckets of %d", (range, step) => expect(stepOfReports(range)).toBe(step));

test("no range has more than 500 buckets, up to a year", () => {
  for (let range = 901; range < 365 * 86_400; range = Math.ceil(range * 1.07))
    expect(range / stepOfReports(range)).toBeLessThanOrEqual(500);
});

test("a missed report or two is no gap, four buckets are", () => {
  expect(longestJoin(0)).toBe(35_000);
  expect(longestJoin(10)).toBe(35_000);
  expect(longestJoin(60)).toBe(150_000);
});

test("buckets of queries follow the pixels: two each, and raw reports only of one machine in a short span", () => {
  expect(stepOfQueries(900, 700, true)).toBe(0);
  expect(stepOfQueries(900, 700, false)).toBe(10);
  expect(stepOfQueries(86_400, 700, false)).toBe(300);
  expect(stepOfQueries(86_400, 1600, false)).toBe(120);
  expect(stepOfQueries(365 * 86_400, 0, true)).toBe(86_400);
});
