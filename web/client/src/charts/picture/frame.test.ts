import { describe, expect, test } from "vitest";
import { align, lonelyPoints, newestValues, stack } from "./frame.ts";

describe("aligning", () => {
  test("equal axes stay as they are", () => {
    expect(align([{ times: [1, 2], columns: [[5, 6]] }, { times: [1, 2], columns: [[7, null]] }]))
      .toEqual({ times: [1, 2], columns: [[5, 6], [7, null]] });
  });

  test("where only another query has a point, a line goes on; where it has none of its own, it breaks", () => {
    expect(align([{ times: [1, 3], columns: [[10, null]] }, { times: [2, 3], columns: [[20, 30]] }]))
      .toEqual({ times: [1, 2, 3], columns: [[10, undefined, null], [undefined, 20, 30]] });
  });

  test("nothing aligns to nothing", () => {
    expect(align([])).toEqual({ times: [], columns: [] });
    expect(align([{ times: [], columns: [] }, { times: [1], columns: [[2]] }])).toEqual({ times: [1], columns: [[2]] });
  });
});

test("stacked columns sum up; a missing one counts as 0, and where all are missing there is a gap", () => {
  expect(stack([[1, null, null], [2, 3, null]])).toEqual([[1, 0, null], [3, 3, null]]);
});

test("points between gaps are found, those of a line are not", () => {
  expect(lonelyPoints([1, null, 2, 3, null, 4], 0, 5)).toEqual([0, 5]);
  expect(lonelyPoints([1, undefined, 2], 0, 2)).toEqual([]);
  expect(lonelyPoints([null, undefined, 2, undefined, null], 0, 4)).toEqual([2]);
});

test("the newest value of a line is its own newest point, which may be a gap", () => {
  expect(newestValues({ times: [1, 2], columns: [[1, undefined], [1, null], [undefined, undefined]] })).toEqual([1, null, null]);
});
