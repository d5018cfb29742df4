import { expect, test } from "vitest";
import { laneRows, partName, totalShare } from "./lane-rows.ts";
import { greatestValue, lanesCsv } from "./lanes-csv.ts";
import type { Lane } from "../api/types.ts";
import { stateMetric, stateOf } from "./state-metrics.ts";
import { timeTicks } from "./time-ticks.ts";

const rented = stateMetric("vast_rented");
const lanes: Lane[] = [
  { client: "x", labels: {}, spans: [{ from: 0, to: 1000, value: 1 }, { from: 1000, to: 4000, value: 0 }] },
  { client: "y", labels: {}, spans: [{ from: 0, to: 4000, value: 1 }] },
  { client: "z", labels: {}, spans: [{ from: -500, to: -100, value: 1 }] },
];
const names = new Map([["x", "gpu-10"], ["y", "gpu-2"]]);
const window = { from: 0, to: 4000 };

test("lanes are sorted as people count, or by share from the least on; what is outside of the window is left out", () => {
  expect(laneRows(lanes, rented, names, window, "", "name").map(({ machine }) => machine)).toEqual(["gpu-2", "gpu-10"]);
  const byShare = laneRows(lanes, rented, names, window, "", "share");
  expect(byShare.map(({ machine, share }) => [machine, share])).toEqual([["gpu-10", 0.25], ["gpu-2", 1]]);
  expect(totalShare(byShare, rented)).toBe(0.625);
});

test("the search finds machines and series, in any case", () => {
  expect(laneRows(lanes, rented, names, window, "GPU-1", "name")).toHaveLength(1);
  expect(laneRows(lanes, rented, names, window, "nothing", "name")).toHaveLength(0);
});

test("a lane is named by its labels, without those that say nothing new", () => {
  expect(partName({ gpu: "0", uuid: "GPU-1", reason: "idle" }, ["uuid"])).toBe("GPU 0 idle");
});

test("the CSV has a line for each span, quotes what must be quoted, and no formula of a machine's name", () => {
  const rows = laneRows(lanes.slice(0, 1), rented, new Map([["x", '=cmd|"a",b']]), window, "", "name");
  expect(lanesCsv(rows, rented)).toBe(
    'machine,series,from,to,seconds,vast_rented,state\r\n'
    + '"\'=cmd|""a"",b",,1970-01-01T00:00:00.000Z,1970-01-01T00:00:01.000Z,1,1,rented\r\n'
    + '"\'=cmd|""a"",b",,1970-01-01T00:00:01.000Z,1970-01-01T00:00:04.000Z,3,0,not rented\r\n');
  expect(greatestValue(rows)).toBe(1);
});

test("any metric can be shown: its numbers look the fuller the greater they are, and 0 is empty", () => {
  const metric = stateMetric("vast_gpus_rented");
  expect([0, 1, 4, 8].map((value) => stateOf(metric, value, 8))).toEqual([
    { word: "0 GPUs", look: "empty" }, { word: "1 GPUs", look: "dotted" }, { word: "4 GPUs", look: "hatched" }, { word: "8 GPUs", look: "full" },
  ]);
  expect(stateOf(stateMetric("made_up"), 3, 3)).toEqual({ word: "3", look: "full" });
});

test.each([3, 8])("an axis has round times, two at least and no more than the %d that fit, within the window", (most) => {
  for (const hours of [1, 6, 24, 24 * 7, 24 * 90, 24 * 365]) {
    const [from, to] = [Date.UTC(2025, 10, 20, 7, 13), Date.UTC(2025, 10, 20, 7, 13) + hours * 3_600_000];
    const ticks = timeTicks(from, to, most);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    expect(ticks.length).toBeLessThanOrEqual(most + 1);
    for (const { time } of ticks) expect(time >= from && time <= to && new Date(time).getMinutes() % 5 === 0).toBe(true);
  }
});
