import { describe, expect, test } from "vitest";
import { emptyExploration, lineOf } from "../explore/exploration.ts";
import { movePanel, panelKeys, panelOf, readPanels, resizePanel } from "./dashboard-content.ts";
import { exportDashboard, importDashboard } from "./dashboard-file.ts";

const view = { ...emptyExploration, lines: [lineOf("load1", "gauge")] };
const [a, b, c] = ["a", "b", "c"].map((title) => panelOf(title, view)) as [ReturnType<typeof panelOf>, ReturnType<typeof panelOf>, ReturnType<typeof panelOf>];
const titles = (panels: readonly { title: string }[]): string => panels.map(({ title }) => title).join("");

describe("panels", () => {
  test("come back from JSON as they were", () => {
    expect(readPanels(JSON.parse(JSON.stringify({ panels: [a, b] })))).toEqual({ panels: [a, b], lost: 0 });
  });

  test.each([null, 1, [], {}, { panels: "x" }])("of %j there are none", (content) => {
    expect(readPanels(content).panels).toEqual([]);
  });

  test("that cannot be read are counted, not shown", () => {
    expect(readPanels({ panels: [a, { title: "x" }, 7] })).toEqual({ panels: [a], lost: 2 });
  });

  test("have a size that fits", () => {
    expect(readPanels({ panels: [{ ...a, width: 99, height: -1 }] }).panels[0]).toMatchObject({ width: 12, height: 2 });
    expect(resizePanel(a, 0, 99)).toMatchObject({ width: 2, height: 12 });
  });

  test("have keys of their own, whatever their title and size", () => {
    expect(new Set(panelKeys([a, b, c])).size).toBe(3);
    expect(panelKeys([resizePanel(a, 4, 4)])).toEqual(panelKeys([b]));
  });

  test("move to another place, never out of the list", () => {
    expect(titles(movePanel([a, b, c], 0, 2))).toBe("bca");
    expect(titles(movePanel([a, b, c], 2, 0))).toBe("cab");
    expect(titles(movePanel([a, b, c], 1, 99))).toBe("acb");
    expect(titles(movePanel([a, b, c], 0, -1))).toBe("abc");
  });
});

describe("files", () => {
  test("come back as they were", () => {
    expect(importDashboard(exportDashboard({ name: "Heat", panels: [a, b] }))).toEqual({ name: "Heat", panels: [a, b] });
  });

  test("that are none say why", () => {
    expect(() => importDashboard("x")).toThrow("no JSON");
    expect(() => importDashboard('{"panels":[]}')).toThrow("no dashboard of dcmon");
    expect(() => importDashboard(exportDashboard({ name: "x", panels: [{} as never] }))).toThrow("1 of its panels");
  });

  test("without a name get one", () => {
    expect(importDashboard('{"format":"dcmon-dashboard","panels":[]}').name).toBe("Imported dashboard");
  });
});
