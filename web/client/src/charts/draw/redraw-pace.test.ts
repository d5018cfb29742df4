import { expect, test } from "vitest";
import { RedrawPace } from "./redraw-pace.ts";

const second = 1000;
const paced = (cost: number, random = 0.5) => {
  const pace = new RedrawPace(() => random);
  for (let i = 0; i < 20; i++) pace.drew(-cost, 0);
  return pace;
};

test("what is not drawn yet is drawn at once", () => expect(new RedrawPace().wait(0, second)).toBe(0));

test("what costs little is drawn often, what costs much seldom", () => {
  expect(paced(1).wait(0, second)).toBeCloseTo(900, 0);
  expect(paced(1).wait(second, second)).toBe(0);
  expect(paced(10).wait(0, second)).toBeCloseTo(9000, 0);
  expect(paced(500).wait(0, second)).toBe(20_000);
});

test("what would not move by half a pixel is not drawn, but once a minute", () => {
  expect(paced(1).wait(0, 20 * second)).toBe(10_000);
  expect(paced(1).wait(0, 3600 * second)).toBe(60_000);
});

test("charts that were drawn together come apart", () => {
  expect([paced(1, 0), paced(1, 1)].map((pace) => Math.round(pace.wait(0, 20 * second)))).toEqual([8000, 12_000]);
});
