import { describe, expect, test } from "vitest";
import { rowByKey, rowWindow, scrollToRow } from "./row-window.ts";

describe("the window", () => {
  test.each([0, 1, 319, 320, 7_777, 80_000, 159_200, 1_000_000, -50])("of 5,000 rows scrolled by %d pixels holds what is in view, and the height of all", (scrollTop) => {
    const { first, end, above, below } = rowWindow(5000, 32, scrollTop, 800);
    const top = Math.max(0, Math.min(scrollTop, 5000 * 32 - 800));
    expect(first * 32).toBeLessThanOrEqual(top);
    expect(end * 32).toBeGreaterThanOrEqual(top + 800);
    expect(end - first).toBeLessThanOrEqual(25 + 4 * 8);
    expect(above + (end - first) * 32 + below).toBe(5000 * 32);
  });

  test("holds all of a few rows, and none of none", () => {
    expect(rowWindow(3, 32, 0, 800)).toEqual({ first: 0, end: 3, above: 0, below: 0 });
    expect(rowWindow(0, 32, 0, 800)).toEqual({ first: 0, end: 0, above: 0, below: 0 });
  });

  test("stays where it is while a line or two are scrolled", () =>
    expect(rowWindow(5000, 32, 3201, 800)).toEqual(rowWindow(5000, 32, 3201 + 60, 800)));
});

test.each([
  [10, 0, 0], [10, 320, 320], [10, 400, 320], [30, 0, 192], [30, 192, 192],
])("row %d seen from %d scrolls to %d", (row, scrollTop, expected) => expect(scrollToRow(row, 32, scrollTop, 800)).toBe(expected));

test.each([
  ["ArrowDown", 0, 1], ["ArrowUp", 0, 0], ["ArrowDown", 99, 99], ["PageDown", 5, 25], ["PageUp", 5, 0], ["Home", 50, 0], ["End", 50, 99], ["x", 1, undefined],
])("%s leads from row %d to %s", (key, row, expected) => expect(rowByKey(key, row, 100, 20)).toBe(expected));
