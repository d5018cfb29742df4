import { expect, test } from "vitest";
import { ticks } from "./ticks.ts";

const GiB = 2 ** 30;

test("a full ratio has quarters", () => expect(ticks(1, "ratio")).toEqual([0, 0.25, 0.5, 0.75, 1]));

test("bytes stand at powers of two", () =>
  expect(ticks(15.6 * GiB, "bytes")).toEqual([0, 4 * GiB, 8 * GiB, 12 * GiB, 16 * GiB]));

test("rates stand at round decimal figures", () =>
  expect(ticks(3_700_000, "bytesPerSecond")).toEqual([0, 1_000_000, 2_000_000, 3_000_000, 4_000_000]));

test("an axis of nothing still has a top", () => expect(ticks(0, "bytesPerSecond").at(-1)).toBe(1000));

test("the top is never below the largest value, and there are few marks, at any size", () => {
  for (const unit of ["bytes", "bytesPerSecond", "count"] as const) {
    for (let max = 1; max < 1e15; max *= 1.37) {
      const marks = ticks(max, unit);
      expect(marks.at(-1)!).toBeGreaterThanOrEqual(max);
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(5);
    }
  }
});
