import { expect, test } from "vitest";
import { chooseStep, longestJoin, stepFor } from "./step.ts";

test.each([
  [300, 0], [900, 0], [3600, 10], [10_800, 30], [21_600, 60], [43_200, 120], [86_400, 180], [604_800, 1800],
])("%d seconds are drawn in buckets of %d", (range, step) => expect(chooseStep(range)).toBe(step));

test("no range has more than 500 buckets, up to a year", () => {
  for (let range = 901; range < 365 * 86_400; range = Math.ceil(range * 1.07))
    expect(range / chooseStep(range)).toBeLessThanOrEqual(500);
});

test("a missed report or two is no gap, four buckets are", () => {
  expect(longestJoin(0)).toBe(35_000);
  expect(longestJoin(10)).toBe(35_000);
  expect(longestJoin(60)).toBe(150_000);
});

test("a request's buckets follow the pixels: two each, and raw reports only of one machine in a short span", () => {
  expect(stepFor(900, 700, true)).toBe(0);
  expect(stepFor(900, 700, false)).toBe(10);
  expect(stepFor(86_400, 700, false)).toBe(300);
  expect(stepFor(86_400, 1600, false)).toBe(120);
  expect(stepFor(365 * 86_400, 0, true)).toBe(86_400);
});
