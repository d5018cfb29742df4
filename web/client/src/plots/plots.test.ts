import { describe, expect, test } from "vitest";
import type { TimeSeries, TimeSeriesAnswer } from "../api/types.ts";
import { bins } from "./bins.ts";
import { boxFigure, histogramFigure } from "./distribution-figures.ts";
import { groupValues } from "./groups.ts";
import { heatFigure } from "./heat-figure.ts";
import { pairUp } from "./pairs.ts";
import { plotText } from "./plot-text.ts";
import { quartiles } from "./quartiles.ts";

function answer(times: number[], ...series: TimeSeries[]): TimeSeriesAnswer {
  return { metric: "m", unit: "", from: 0, to: 100, step: 10, times, series };
}

const line = (client: string, labels: Record<string, string>, ...values: (number | null)[]): TimeSeries => ({ client, labels, values });

describe("quartiles", () => {
  test("lie between ranks", () => {
    expect(quartiles([4, 1, 3, 2])).toEqual({ lowest: 1, q1: 1.75, median: 2.5, q3: 3.25, highest: 4, count: 4 });
  });

  test("of one value are that value, of none there are none", () => {
    expect(quartiles([7])).toMatchObject({ lowest: 7, q1: 7, median: 7, q3: 7, highest: 7 });
    expect(quartiles([])).toBeNull();
  });

  test("sort by size, not by letters", () => {
    expect(quartiles([10, 9, 2])!.median).toBe(9);
  });
});

describe("bins", () => {
  test("have a round width and hold every value once", () => {
    const edges = bins([3, 97], 40);
    expect(edges.width).toBe(5);
    const shares = edges.count([3, 4.9, 97, 50]);
    expect(shares.reduce((sum, each) => sum + each)).toBeCloseTo(1);
    expect(shares[0]).toBe(0.5);
    expect(shares.at(-1)).toBe(0.25);
    expect(edges.start(0)).toBeLessThanOrEqual(3);
    expect(edges.start(edges.length)).toBeGreaterThan(97);
  });

  test("of equal values are one", () => {
    expect(bins([5, 5], 40).count([5, 5])).toEqual([1]);
  });

  test("take negative values, and no values", () => {
    expect(bins([-3, -1], 4).count([-3, -1]).reduce((sum, each) => sum + each)).toBe(1);
    expect(bins(undefined, 4).count([]).every((each) => each === 0)).toBe(true);
  });
});

describe("groups", () => {
  const names = (id: string): string => ({ a: "node10", b: "node9" })[id] ?? id;
  const both = answer([1, 2], line("a", { model: "H100" }, 1, null), line("b", { model: "H100" }, 2, 3));

  test("by machine are in the order of names", () => {
    expect(groupValues(both, "client", names)).toEqual([{ name: "node9", values: [2, 3] }, { name: "node10", values: [1] }]);
  });

  test("by label hold the lines of all machines; a label that none has is one group", () => {
    expect(groupValues(both, "model", names)).toEqual([{ name: "H100", values: [1, 2, 3] }]);
    expect(groupValues(both, "rack", names)).toEqual([{ name: "all", values: [1, 2, 3] }]);
  });
});

describe("pairs", () => {
  test("join by machine, shared labels and time", () => {
    const x = answer([1, 2, 3], line("a", { gpu: "0" }, 10, 20, null), line("a", { gpu: "1" }, 1, 2, 3), line("c", {}, 5, 5, 5));
    const y = answer([2, 3], line("a", { gpu: "0" }, 200, 300), line("a", { gpu: "1" }, null, 30));
    expect(pairUp(x, y, 100)).toEqual([{ client: "a", x: [20, 3], y: [200, 30], times: [2, 3] }]);
  });

  test("a line without labels goes with every line of its machine", () => {
    const x = answer([1], line("a", { gpu: "0" }, 10), line("a", { gpu: "1" }, 11));
    expect(pairUp(x, answer([1], line("a", {}, 7)), 100)[0]).toMatchObject({ x: [10, 11], y: [7, 7] });
  });

  test("too many points are thinned evenly", () => {
    const times = Array.from({ length: 1000 }, (_, index) => index);
    const all = answer(times, line("a", {}, ...times));
    const [pairs] = pairUp(all, all, 100);
    expect(pairs!.x).toHaveLength(100);
    expect(pairs!.x).toEqual(pairs!.times);
  });
});

describe("figures", () => {
  test("a heat map keeps rows of one name apart", () => {
    const { traces, table } = heatFigure(answer([1, 2], line("a", {}, 1, 2), line("b", {}, null, 4)), () => "same", "m", "count");
    expect(traces[0]!["y"]).toEqual(["same", "same (2)"]);
    expect(table.rows[0]!.slice(1)).toEqual(["1", "–"]);
  });

  test("a histogram's table has a row a range, a box plot's a row a group", () => {
    const groups = [{ name: "a", values: [1, 2, 3] }, { name: "b", values: [3] }];
    expect(histogramFigure(groups, "m", "count").table.head).toEqual(["range", "a", "b"]);
    expect(boxFigure(groups, "m", "count").table.rows.map(([name, lowest, , median]) => [name, lowest, median])).toEqual([["a", "1", "2"], ["b", "3", "3"]]);
  });
});

describe("text of plots", () => {
  test("markup stays text", () => {
    expect(plotText("<b>a</b> & c")).toBe("&lt;b&gt;a&lt;/b&gt; &amp; c");
  });

  test("is cut between characters, not within one", () => {
    expect([...plotText("🚀".repeat(10_000))]).toHaveLength(48);
  });
});
