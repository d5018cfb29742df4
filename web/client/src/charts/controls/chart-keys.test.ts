import { expect, test } from "vitest";
import { keyAction } from "./chart-keys.ts";

const times = [0, 10, 20, 30, 40];
const press = (key: string, cursor: number | null, shiftKey = false) => keyAction({ key, shiftKey }, cursor, times, [10, 40]);

test("arrows go from point to point within the window, from its end where there is no cursor yet", () => {
  expect(press("ArrowLeft", null)).toEqual({ kind: "cursor", index: 4 });
  expect(press("ArrowLeft", 3)).toEqual({ kind: "cursor", index: 2 });
  expect(press("ArrowLeft", 1)).toEqual({ kind: "cursor", index: 1 });
  expect(press("ArrowRight", 1, true)).toEqual({ kind: "cursor", index: 4 });
  expect(press("Home", 3)).toEqual({ kind: "cursor", index: 1 });
  expect(press("End", null)).toEqual({ kind: "cursor", index: 4 });
});

test("plus and minus zoom about the cursor, or the middle", () => {
  expect(press("+", null)).toEqual({ kind: "zoom", from: 17.5, to: 32.5 });
  expect(press("-", 1)).toEqual({ kind: "zoom", from: 10, to: 70 });
});

test("Enter chooses a time, Escape steps back, other keys are not the chart's, and without points there is nothing to move over", () => {
  expect(press("Enter", 2)).toEqual({ kind: "time" });
  expect(press("Escape", null)).toEqual({ kind: "back" });
  expect(press("a", null)).toBeNull();
  expect(keyAction({ key: "ArrowLeft", shiftKey: false }, null, [], [0, 1])).toBeNull();
});
