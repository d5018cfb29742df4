import { expect, test } from "vitest";
import { isolate, present, toggle } from "./selection.ts";

const all = ["a", "b", "c"];

test("a press isolates, another one on the same line shows all", () => {
  const alone = isolate(null, "a");
  expect(alone).toEqual(new Set(["a"]));
  expect(isolate(alone, "b")).toEqual(new Set(["b"]));
  expect(isolate(alone, "a")).toBeNull();
});

test("with a modifier lines are taken away and added", () => {
  const without = toggle(null, "b", all);
  expect(without).toEqual(new Set(["a", "c"]));
  expect(toggle(without, "b", all)).toBeNull();
  expect(toggle(new Set(["a"]), "c", all)).toEqual(new Set(["a", "c"]));
  expect(toggle(new Set(["a"]), "a", all)).toBeNull();
});

test("a selection of lines that are gone shows all", () => {
  expect(present(new Set(["x"]), all)).toBeNull();
  expect(present(new Set(["x", "a"]), all)).toEqual(new Set(["x", "a"]));
});
