import { expect, test } from "vitest";
import { byLabel, callsOf, formatLatency, heardOf, meanSeconds, total } from "./cluster-model.ts";
import type { MethodCalls, NodeReport } from "../api/types.ts";

function node(name: string, given: Partial<NodeReport>): NodeReport {
  const process = { cpuCores: 0, residentBytes: 0, heapBytes: 0, allocatedBytesPerSecond: 0, threads: 0, queuedWork: 0, collections: [0, 0, 0], pauseRatio: 0 };
  return { name, kind: "silo", runtime: "Local", version: "1", startedAt: 0, process, calls: [], figures: [], ...given };
}

function calls(method: string, callsPerSecond: number, meanSeconds: number | null, p99Seconds: number | null): MethodCalls {
  return { grain: "Client", method, callsPerSecond, errorsPerSecond: 0, meanSeconds, p99Seconds, calls: callsPerSecond * 10, errors: 0 };
}

test("figures are added over labels and processes", () => {
  const nodes = [
    node("a", { figures: [{ name: "reports", labels: `{outcome="stored"}`, value: 5, perSecond: 1 }, { name: "reports", labels: `{x="y",outcome="refused"}`, value: 1, perSecond: 0.5 }] }),
    node("b", { figures: [{ name: "reports", labels: `{outcome="stored"}`, value: 7, perSecond: 2 }] }),
  ];
  expect(total(nodes, "reports")).toBe(13);
  expect(total(nodes, "other")).toBeNull();
  expect(byLabel(nodes, "reports", "outcome", "perSecond")).toEqual(new Map([["stored", 3], ["refused", 0.5]]));
});

test("a mean is of what happened lately, and none where nothing did", () => {
  const figures = (seconds: number, count: number) => [
    { name: "seconds", labels: "", value: 99, perSecond: seconds }, { name: "count", labels: "", value: 99, perSecond: count }];
  expect(meanSeconds([node("a", { figures: figures(0.2, 10) })], "seconds", "count")).toBeCloseTo(0.02);
  expect(meanSeconds([node("a", { figures: figures(0, 0) })], "seconds", "count")).toBeNull();
});

test("calls of several processes: rates add up, means by their weight, the worst 99 % time", () => {
  const merged = callsOf([
    node("a", { calls: [calls("Get", 1, 1, 1), calls("Report", 30, 0.001, 0.004)] }),
    node("b", { calls: [calls("Report", 10, 0.005, 0.02), calls("Idle", 0, null, null)] }),
    node("c", { calls: [calls("Idle", 0, null, null)] }),
  ]);
  expect(merged.map(({ method }) => method)).toEqual(["Report", "Get", "Idle"]);
  expect(merged[0]).toMatchObject({ callsPerSecond: 40, p99Seconds: 0.02 });
  expect(merged[0]!.meanSeconds).toBeCloseTo(0.002);
  expect(merged[2]).toMatchObject({ meanSeconds: null, p99Seconds: null });
});

test("a process that is silent is not added up", () => {
  const nodes = [{ heardAt: 100_000, report: node("a", {}) }, { heardAt: 80_000, report: node("gone", {}) }];
  expect(heardOf({ time: 101_000, runtime: "Orleans", nodes, activations: [] }).map(({ name }) => name)).toEqual(["a"]);
});

test.each([[6.7e-7, "0.67 µs"], [0.0123, "12.3 ms"], [1.2, "1.20 s"], [0, "0.00 µs"], [123e-6, "123 µs"], [null, "–"]] as const)("%s s reads %s", (seconds, text) =>
  expect(formatLatency(seconds)).toBe(text));
