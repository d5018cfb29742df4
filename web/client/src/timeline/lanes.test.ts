import { expect, test } from "vitest";
import type { Lane, StateSpan } from "../api/types.ts";
import { clip, durations, mergeLanes, shareOf, thin } from "./lanes.ts";

const span = (from: number, to: number, value: number): StateSpan => ({ from, to, value });
const lane = (client: string, ...spans: StateSpan[]): Lane => ({ client, labels: {}, spans });

test("what is fetched again replaces what was known from there on, and states that continue grow", () => {
  const known = [lane("a", span(0, 100, 1)), lane("b", span(0, 50, 0), span(50, 100, 1))];
  const fresh = [lane("a", span(80, 130, 1)), lane("b", span(80, 90, 1), span(90, 130, 0)), lane("c", span(100, 130, 1))];
  expect(mergeLanes(known, fresh, 80, 10)).toEqual([
    lane("a", span(0, 130, 1)), lane("b", span(0, 50, 0), span(50, 90, 1), span(90, 130, 0)), lane("c", span(100, 130, 1)),
  ]);
});

test("a lane without new spans keeps its past, without what came after", () => {
  expect(mergeLanes([lane("a", span(0, 100, 1)), lane("b", span(90, 100, 1))], [], 80, 10)).toEqual([lane("a", span(0, 80, 1))]);
});

test("states further apart than reports are stay apart: between them nothing is known", () => {
  expect(mergeLanes([lane("a", span(0, 50, 1))], [lane("a", span(80, 100, 1))], 80, 10)).toEqual([lane("a", span(0, 50, 1), span(80, 100, 1))]);
});

test("spans are cut to the window", () => {
  expect(clip([span(0, 10, 1), span(10, 30, 2), span(30, 40, 3)], 5, 25)).toEqual([span(5, 10, 1), span(10, 25, 2)]);
});

test("shares are of the time that is known, not of the window", () => {
  const spans = [span(0, 30, 1), span(60, 70, 0)];
  expect(durations(spans)).toEqual({ known: 40, byValue: new Map([[1, 30], [0, 10]]) });
  expect(shareOf(spans, (value) => value === 1)).toBe(0.75);
  expect(shareOf([], () => true)).toBeNull();
});

test("spans of less than a pixel are gathered; of several states they say so, and a long one stays as it is", () => {
  const flapping = Array.from({ length: 100 }, (_, index) => span(100 + index, 101 + index, index % 2));
  const drawn = thin([span(0, 100, 1), ...flapping, span(200, 300, 0)], 50);
  expect(drawn.length).toBeLessThan(6);
  expect(drawn[0]).toMatchObject({ from: 0, to: 100, value: 1 });
  expect(drawn[1]).toMatchObject({ value: null });
  expect(drawn.at(-1)).toMatchObject({ from: 200, to: 300, value: 0 });
});
