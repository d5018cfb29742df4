import { expect, test } from "vitest";
import { markGaps } from "./gaps.ts";

test("a line goes on over what is short, and breaks where it is missing for longer", () => {
  const frame = markGaps({ times: [0, 10, 20, 30, 40, 50, 60], columns: [[1, null, 3, null, null, null, 7], [1, 2, 3, 4, 5, 6, 7]] }, 25, true);
  expect(frame.columns[0]).toEqual([1, undefined, 3, null, null, null, 7]);
  expect(frame.columns[1]).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("before the first point of a line there is nothing; after its last it may only be late", () => {
  expect(markGaps({ times: [0, 10, 20], columns: [[null, 2, null], [1, null, null]] }, 15, true).columns).toEqual([[null, 2, undefined], [1, null, null]]);
});

test("where no line has a point for long, a gap is put between", () => {
  expect(markGaps({ times: [0, 10, 46, 56], columns: [[1, 2, 3, 4], [null, 2, 3, null]] }, 35, true))
    .toEqual({ times: [0, 10, 11, 46, 56], columns: [[1, 2, null, 3, 4], [null, 2, null, 3, undefined]] });
});

test("what is given stays as it is", () => {
  const column = [1, null, 3];
  markGaps({ times: [0, 10, 20], columns: [column] }, 25, true);
  expect(column).toEqual([1, null, 3]);
});

test("of reports a missing value is a gap, and where only another query has a point the line goes on", () => {
  const frame = { times: [0, 10, 46, 56], columns: [[1, null, 3, 4], [1, undefined, 3, 4]] };
  expect(markGaps(frame, 35, false)).toEqual({ times: [0, 10, 11, 46, 56], columns: [[1, null, null, 3, 4], [1, undefined, null, 3, 4]] });
  expect(markGaps(frame, 36, false)).toEqual(frame);
});
