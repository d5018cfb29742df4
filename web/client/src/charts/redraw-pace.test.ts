import { expect, test } from "vitest";
import { RedrawPace } from "./redraw-pace.ts";

const paced = (cost: number) => {
  const pace = new RedrawPace();
  for (let i = 0; i < 20; i++) pace.drew(-cost, 0);
  return pace;
};

test("what is not drawn yet is drawn at once", () => expect(new RedrawPace().wait(0)).toBe(0));

test("a chart of one machine waits for less than a report lasts, a large one for up to ten seconds", () => {
  expect(paced(1).wait(0)).toBeCloseTo(400, 0);
  expect(paced(1).wait(1000)).toBe(0);
  expect(paced(20).wait(0)).toBeCloseTo(8000, 0);
  expect(paced(500).wait(0)).toBe(10_000);
});
