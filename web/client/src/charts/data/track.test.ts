import { describe, expect, test } from "vitest";
import { lineKey, Track, type Sample } from "./track.ts";

const a = { device: "a" };
const sample = (value: number | null, labels: Readonly<Record<string, string>> = a): Sample => ({ key: lineKey(labels), labels, value });
const values = (track: Track, labels: Readonly<Record<string, string>> = a) => track.lines.get(lineKey(labels))?.values;

test("a line is named by its labels, in whatever order they come", () => {
  expect(lineKey({ a: "1", b: "2" })).toBe(lineKey({ b: "2", a: "1" }));
  expect(lineKey({ a: "1" })).not.toBe(lineKey({ a: "2" }));
});

describe("raw reports", () => {
  test("each is a point; one that is there already changes nothing", () => {
    const track = new Track(0, false);
    track.appendReport(1000, [sample(1)]);
    track.appendReport(2000, [sample(2)]);
    track.appendReport(2000, [sample(99)]);
    track.appendReport(1500, [sample(99)]);
    expect(track.times).toEqual([1000, 2000]);
    expect(values(track)).toEqual([1, 2]);
  });

  test("a line that appears later has nothing before, one that goes has nothing after", () => {
    const track = new Track(0, false);
    track.appendReport(1000, [sample(1)]);
    track.appendReport(2000, [sample(2, { device: "b" })]);
    expect(values(track)).toEqual([1, null]);
    expect(values(track, { device: "b" })).toEqual([null, 2]);
  });

  test("what is too old is forgotten in all lines", () => {
    const track = new Track(0, false);
    for (const time of [1000, 2000, 3000]) track.appendReport(time, [sample(time)]);
    track.trim(2000);
    expect(track.times).toEqual([2000, 3000]);
    expect(values(track)).toEqual([2000, 3000]);
    track.trim(9000);
    expect(track.times).toEqual([]);
    expect(track.newest).toBe(3000);
  });
});

describe("reports folded into buckets (end − step, end]", () => {
  test("a bucket is the mean of its reports, its end belongs to it, and the next starts after it", () => {
    const track = new Track(60_000, false);
    track.appendWhole(60_000, [sample(7)]);
    track.appendReport(60_001, [sample(1)]);
    track.appendReport(120_000, [sample(3)]);
    track.appendReport(120_001, [sample(10)]);
    expect(track.times).toEqual([60_000, 120_000, 180_000]);
    expect(values(track)).toEqual([7, 2, 10]);
  });

  test("a report inside the newest whole bucket changes nothing", () => {
    const track = new Track(60_000, false);
    track.appendWhole(60_000, [sample(7)]);
    track.appendReport(59_000, [sample(99)]);
    track.appendReport(60_000, [sample(99)]);
    expect(track.times).toEqual([60_000]);
    expect(values(track)).toEqual([7]);
  });

  test("a rate counts for the time that it lasted: 50 s at 1 and 10 s at 13 are a mean of 3", () => {
    const track = new Track(60_000, true);
    track.appendWhole(60_000, [sample(0)]);
    track.appendReport(110_000, [sample(1)]);
    track.appendReport(120_000, [sample(13)]);
    expect(values(track)?.at(-1)).toBe(3);
  });

  test("no value does not count as 0", () => {
    const track = new Track(60_000, false);
    track.appendReport(1000, [sample(null)]);
    expect(values(track)).toEqual([null]);
    track.appendReport(2000, [sample(4)]);
    track.appendReport(3000, [sample(null)]);
    expect(values(track)).toEqual([4]);
  });
});
