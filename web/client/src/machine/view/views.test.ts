import { expect, test } from "vitest";
import { Folds } from "../model/folds.ts";
import { tabAddress, tabOf } from "../tabs/tabs.ts";
import { summary } from "./device-cells.ts";
import { figurePath } from "./figure-sparkline.ts";

test("a line joins reports that are a minute apart, leaves longer gaps open, and shows a value alone", () => {
  expect(figurePath([null, null], 10, 20)).toBe("");
  expect(figurePath([1, null, null, null, 2], 8, 20)).toMatch(/^M1 \S+L7 \S+$/);
  expect(figurePath([1, 2, ...Array<null>(8).fill(null), 2, 1], 11, 20).match(/M/g)).toHaveLength(2);
  expect(figurePath([null, 5, null, null, null, null, null, null], 7, 20)).toMatch(/^M1\.7 10h0$/);
});

test("what is nothing all the time is drawn flat, too", () => expect(figurePath([0, 0], 96, 20)).toBe("M1 10h0L95 10"));

test("what hardly changes is drawn flat, what changes reaches from edge to edge", () => {
  const heights = (path: string): number[] => [...path.matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y));
  expect(heights(figurePath([1000, 1001, 1000], 2, 20)).every((y) => Math.abs(y - 10) < 1)).toBe(true);
  expect(heights(figurePath([0, 100], 1, 20))).toEqual([19, 1]);
});

test("cells name the busiest and how many are full", () => {
  expect(summary(["0", "1", "2"], [0.2, 0.95, null], "Core")).toBe("Busiest: Core 1 with 95.0%; 1 of 3 above 90%");
  expect(summary(["0"], [null], "Core")).toContain("no figures");
});

test("tabs keep what else the address says", () => {
  expect(tabOf("?tab=events")).toBe("events");
  expect(tabOf("?tab=logs")).toBe("overview");
  expect(tabAddress({ pathname: "/machines/a", search: "?range=1h&tab=events" }, "overview")).toBe("/machines/a?range=1h");
  expect(tabAddress({ pathname: "/machines/a", search: "?range=1h" }, "processes", { at: "5" })).toBe("/machines/a?range=1h&tab=processes&at=5");
});

test("what was opened or closed is remembered, whatever the storage holds", () => {
  const stored = new Map<string, string>();
  const storage = { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value) };
  new Folds(storage).set("cpu", false);
  expect([new Folds(storage).isOpen("cpu", true), new Folds(storage).isOpen("memory", true), new Folds(null).isOpen("cpu", true)]).toEqual([false, true, true]);
  for (const text of ["{", "5", "[[1,2],3,[\"a\",true]]"]) {
    stored.set("dcmon-machine-folds", text);
    expect(new Folds(storage).isOpen("cpu", true)).toBe(true);
  }
});
