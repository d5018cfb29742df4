import { expect, test } from "vitest";
import { draftOf, readDraft } from "./threshold-draft.ts";

test("ratios are written as percentages and come back exactly", () => {
  expect(draftOf([0.5, 0.7, 0.9], 100)).toEqual(["50", "70", "90"]);
  expect(readDraft(["50", "70", "90"], 100)).toEqual([0.5, 0.7, 0.9]);
});

test("three empty fields are no colours", () => {
  expect(draftOf(undefined, 1)).toEqual(["", "", ""]);
  expect(readDraft([" ", "", ""], 1)).toBeNull();
});

test.each([[["1", "", "3"]], [["1", "x", "3"]], [["1", "Infinity", "3"]]] as const)("%j is refused", (draft) =>
  expect(readDraft(draft, 1)).toContain("three numbers"));

test("thresholds do not descend; two may be the same", () => {
  expect(readDraft(["3", "2", "4"], 1)).toContain("at least");
  expect(readDraft(["3", "3", "4"], 1)).toEqual([3, 3, 4]);
});
