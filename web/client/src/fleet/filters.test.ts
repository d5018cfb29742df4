import { describe, expect, test } from "vitest";
import { useThresholds } from "../shell/display-settings.ts";
import { testMachine } from "../testing/machines.ts";
import { alarmsOf, isCritical } from "./alarms.ts";
import { countValues, isFiltering, noFilters, passes, toggled } from "./filters.ts";
import { totalsOf } from "./totals.ts";

useThresholds({ cpuRatio: [0.5, 0.7, 0.9], cpuTemperatureCelsius: [65, 75, 85] });
const calm = testMachine("calm", { tags: ["prod"], group: "A", gpuModel: "H100", figures: { cpuRatio: 0.6, gpuCount: 8, gpusInUse: 3, powerWatts: 900 } });
const hot = testMachine("hot", { tags: ["prod", "eu"], figures: { cpuRatio: 0.7, powerWatts: 100 } });
const critical = testMachine("critical", { tags: [], group: "A", figures: { cpuRatio: 0.7, cpuTemperatureCelsius: 90, psusFailed: 1 } });
const silent = testMachine("silent", { online: false, figures: { cpuRatio: 1, gpuCount: 8, gpusInUse: 8, powerWatts: 5000 } });
const all = [calm, hot, critical, silent];

describe("alarms", () => {
  test("are the figures from hot on, the worst first", () => {
    expect(alarmsOf(calm)).toEqual([]);
    expect(alarmsOf(hot).map(({ level, text }) => `${level} ${text}`)).toEqual(["hot CPU 70.0%"]);
    expect(alarmsOf(critical).map(({ level, text }) => `${level} ${text}`)).toEqual(["critical CPU °C 90 °C", "critical PSUs failed 1", "hot CPU 70.0%"]);
  });
  test("do not count for a silent machine, whose figures are old; it is critical by its silence", () => {
    expect(alarmsOf(silent)).toEqual([]);
    expect(all.filter(isCritical)).toEqual([critical, silent]);
  });
});

test("totals count machines, and figures of those that are heard of", () =>
  expect(totalsOf(all)).toEqual({ machines: 4, online: 3, offline: 1, critical: 2, gpus: 8, gpusInUse: 3, watts: 1000 }));

test.each([
  [{}, "calm hot critical silent"],
  [{ state: "offline" as const }, "silent"],
  [{ state: "online" as const, critical: true }, "critical"],
  [{ tag: ["eu", "none such"] }, "hot"],
  [{ tag: [""] }, "critical silent"],
  [{ group: ["A"], model: ["H100"] }, "calm"],
  [{ search: "PROD h1" }, "calm"],
])("%j shows %s", (filters, names) =>
  expect(all.filter((client) => passes(client, { ...noFilters, ...filters })).map(({ name }) => name).join(" ")).toBe(names));

test("a menu counts what each of its values would show beside the other filters", () => {
  const filters = { ...noFilters, state: "online" as const, tag: ["gone"] };
  expect(countValues(all, filters, "tag")).toEqual([["eu", 1], ["gone", 0], ["prod", 2], ["", 1]]);
});

test("a value is put in and taken out", () => {
  const once = toggled(noFilters, "tag", "prod");
  expect(once.tag).toEqual(["prod"]);
  expect(isFiltering(once)).toBe(true);
  expect(isFiltering(toggled(once, "tag", "prod"))).toBe(false);
});
