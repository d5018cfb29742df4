import { describe, expect, test } from "vitest";
import { labelsKey, seriesKey } from "../../api/series-key.ts";
import type { Labels } from "../../api/types.ts";
import { Points, type Sample } from "./points.ts";

const a = { device: "a" };
const keyOf = (labels: Labels) => seriesKey({ client: "m", labels });
const sample = (value: number | null, labels: Labels = a): Sample => ({ key: keyOf(labels), client: "m", labels, value });
const values = (points: Points, labels: Labels = a) => points.series.find(({ key }) => key === keyOf(labels))?.values;
/** Points with a history of one series. */
const pointsOf = (stepMs: number, times: number[] = [], history: (number | null)[] = []) =>
  new Points({ unit: "", times, series: times.length ? [{ client: "m", labels: a, values: history }] : [] }, stepMs);

test("a set of labels has one name, in whatever order they come", () => {
  expect(labelsKey({ a: "1", b: "2" })).toBe(labelsKey({ b: "2", a: "1" }));
  expect(labelsKey({ a: "1" })).not.toBe(labelsKey({ a: "2" }));
});

describe("raw reports", () => {
  test("each is a point; one that is there already changes nothing", () => {
    const points = pointsOf(0);
    points.addReport(1000, [sample(1)], false);
    points.addReport(2000, [sample(2)], false);
    points.addReport(2000, [sample(99)], false);
    points.addReport(1500, [sample(99)], false);
    expect(points.times).toEqual([1000, 2000]);
    expect(values(points)).toEqual([1, 2]);
  });

  test("a line that appears later has nothing before, one that goes has nothing after", () => {
    const points = pointsOf(0);
    points.addReport(1000, [sample(1)], false);
    points.addReport(2000, [sample(2, { device: "b" })], false);
    expect(values(points)).toEqual([1, null]);
    expect(values(points, { device: "b" })).toEqual([null, 2]);
  });

  test("what is too old is forgotten in all lines", () => {
    const points = pointsOf(0);
    for (const time of [1000, 2000, 3000]) points.addReport(time, [sample(time)], false);
    points.trim(2000);
    expect(points.times).toEqual([2000, 3000]);
    expect(values(points)).toEqual([2000, 3000]);
    points.trim(9000);
    expect([points.times, points.series]).toEqual([[], []]);
    expect(points.newest).toBe(3000);
  });
});

describe("reports folded into buckets (end − step, end]", () => {
  test("a bucket is the mean of its reports, its end belongs to it, and the next starts after it", () => {
    const points = pointsOf(60_000, [60_000], [7]);
    points.addReport(60_001, [sample(1)], false);
    points.addReport(120_000, [sample(3)], false);
    points.addReport(120_001, [sample(10)], false);
    expect(points.times).toEqual([60_000, 120_000, 180_000]);
    expect(values(points)).toEqual([7, 2, 10]);
  });

  test("a report inside the newest whole bucket changes nothing", () => {
    const points = pointsOf(60_000, [60_000], [7]);
    points.addReport(59_000, [sample(99)], false);
    points.addReport(60_000, [sample(99)], false);
    expect(points.times).toEqual([60_000]);
    expect(values(points)).toEqual([7]);
  });

  test("a rate counts for the time that it lasted: 50 s at 1 and 10 s at 13 are a mean of 3", () => {
    const points = pointsOf(60_000, [60_000], [0]);
    points.addReport(110_000, [sample(1)], true);
    points.addReport(120_000, [sample(13)], true);
    expect(values(points)?.at(-1)).toBe(3);
  });

  test("no value does not count as 0", () => {
    const points = pointsOf(60_000);
    points.addReport(1000, [sample(null)], false);
    expect(values(points)).toEqual([null]);
    points.addReport(2000, [sample(4)], false);
    points.addReport(3000, [sample(null)], false);
    expect(values(points)).toEqual([4]);
  });
});
