import { expect, test } from "vitest";
import { readTags, withoutTags, withTags } from "./tags.ts";

test("tags are divided by commas, trimmed, each once", () =>
  expect(readTags(" rack-1, spare,,rack-1 , two words ")).toEqual(["rack-1", "spare", "two words"]));

test("adding and taking away leaves the others in their order", () => {
  expect(withTags(["b", "a"], ["a", "c"])).toEqual(["b", "a", "c"]);
  expect(withoutTags(["b", "a", "c"], ["a", "x"])).toEqual(["b", "c"]);
});
