import { expect, test } from "vitest";
import { testMachine } from "../testing/machines.ts";
import { columns } from "./columns.ts";
import { summarize, summaryText, summaryTitle } from "./summary.ts";

const machines = [
  testMachine("a", { figures: { gpuTemperatureCelsius: 60, powerWatts: 400, cpuRatio: 0.2, gpusInUse: 2, gpuCount: 8, uptimeSeconds: 60 } }),
  testMachine("b", { figures: { gpuTemperatureCelsius: 70, powerWatts: 600, cpuRatio: 0.4, gpuCount: 4, uptimeSeconds: 7200 } }),
  testMachine("c"),
  testMachine("silent", { online: false, figures: { gpuTemperatureCelsius: 99, powerWatts: 9000, cpuRatio: 1, gpusInUse: 8, gpuCount: 8 } }),
];

test.each([
  ["gpu-temp", "70 °C"], ["power", "1,000 W"], ["cpu", "30.0%"], ["gpus", "2 / 12"], ["uptime", "1m"], ["load", "–"],
])("a group shows in the column %s what its machines that are heard of come to: %s", (id, text) =>
  expect(summaryText(columns.find((column) => column.id === id)!, machines)).toBe(text));

test("its title says how", () =>
  expect(summaryTitle(columns.find(({ id }) => id === "cpu")!, machines)).toBe("CPU: mean of 2 machines"));

test("of no figures there is none", () => expect(summarize("sum", [])).toBeNull());
