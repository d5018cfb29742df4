import { expect, test } from "vitest";
import { ticks } from "./ticks.ts";

const GiB = 2 ** 30;

test("a full ratio has quarters", () => expect(ticks(0, 1, "ratio")).toEqual([0, 0.25, 0.5, 0.75, 1]));

test("bytes stand at powers of two", () =>
  expect(ticks(0, 15.6 * GiB, "bytes")).toEqual([0, 4 * GiB, 8 * GiB, 12 * GiB, 16 * GiB]));

test("rates stand at round decimal figures", () =>
  expect(ticks(0, 3_700_000, "bytesPerSecond")).toEqual([0, 1_000_000, 2_000_000, 3_000_000, 4_000_000]));

test("an axis of nothing still has a top", () => expect(ticks(0, 0, "bytesPerSecond").at(-1)).toBe(1000));

test("the top is never below the largest value, and there are few marks, at any size", () => {
  for (const unit of ["bytes", "bytesPerSecond", "count"] as const) {
    for (let max = 1; max < 1e15; max *= 1.37) {
      const marks = ticks(0, max, unit);
      expect(marks.at(-1)!).toBeGreaterThanOrEqual(max);
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(5);
    }
  }
});

test("temperatures need no nought, but a span that shows noise as noise", () => {
  expect(ticks(61, 78, "celsius")).toEqual([60, 65, 70, 75, 80]);
  expect(ticks(42, 42, "celsius")).toEqual([35, 40, 45, 50]);
  expect(ticks(-12, 5, "celsius")).toEqual([-15, -10, -5, 0, 5]);
});

test("negative values are below a nought that is there", () => {
  expect(ticks(-5, 3, "count")).toEqual([-5, 0, 5]);
  expect(ticks(-10, -4, "watts")).toEqual([-10, -7.5, -5, -2.5, 0]);
});

test("every span is held by few marks", () => {
  for (const unit of ["celsius", "volts", "bytes", "count"] as const) {
    for (let low = -100; low < 1000; low += 37.7) {
      for (let span = 0.01; span < 1e7; span *= 3.1) {
        const marks = ticks(low, low + span, unit);
        expect(marks[0]!).toBeLessThanOrEqual(low + 1e-6);
        expect(marks.at(-1)!).toBeGreaterThanOrEqual(low + span - 1e-6);
        expect(marks.length).toBeGreaterThanOrEqual(2);
        expect(marks.length).toBeLessThanOrEqual(6);
      }
    }
  }
});
