// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cluster } from "../api/types.ts";

await import("./cluster-view.ts");

const process = { cpuCores: 0.25, residentBytes: 2 ** 27, heapBytes: 2 ** 20, allocatedBytesPerSecond: 0, threads: 4, queuedWork: 0, collections: [1, 2, 3], pauseRatio: 0 };
const cluster: Cluster = {
  time: 100_000, runtime: "Local", activations: [{ grain: "Client", count: 14 }],
  nodes: [
    { heardAt: 99_000, report: { name: "<b>host</b>:1", kind: "web and silo", runtime: "Local", version: "0.1.0+abc", startedAt: 0, process, figures: [],
      calls: [{ grain: "Client", method: "Report", callsPerSecond: 7, errorsPerSecond: 0.5, meanSeconds: 0.0012, p99Seconds: 0.004, calls: 70, errors: 5 }] } },
    { heardAt: 10_000, report: { name: "gone:2", kind: "silo", runtime: "Local", version: "0.1.0", startedAt: 0, process, figures: [], calls: [] } },
  ],
};
let answer: () => Response | Promise<Response>;

async function show(): Promise<HTMLElement> {
  const element = document.createElement("cluster-view");
  document.body.append(element);
  await vi.waitFor(() => expect(element.querySelector("table")).not.toBeNull());
  return element;
}

beforeEach(() => {
  answer = () => new Response(JSON.stringify(cluster));
  vi.stubGlobal("fetch", async () => answer());
});

afterEach(() => document.body.replaceChildren());

test("processes, grains and calls are shown; a silent one has its age and is not counted", async () => {
  const element = await show();
  expect(element.querySelector("h2")!.textContent).toBe("1 process on Local");
  expect(element.querySelector("b")).toBeNull();
  const [up, gone] = element.querySelectorAll(".nodes tbody tr");
  expect(up!.textContent).toMatch(/<b>host<\/b>:1[^]*Up[^]*0\.25 cores[^]*128 MiB/);
  expect(gone!.className).toBe("silent");
  expect(gone!.textContent).toContain("Silent, last heard 1m ago");
  expect(element.querySelector(".calls tbody tr")!.textContent).toMatch(/Client\s*Report\s*7\s*1\.20 ms\s*4\.00 ms\s*▲ 0\.5/);
});

test("figures that are no longer current stay, greyed, and say so", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const element = await show();
  answer = () => Promise.reject(new TypeError("no network"));
  await vi.advanceTimersByTimeAsync(2000);
  await vi.waitFor(() => expect(element.textContent).toContain("The server cannot be reached."));
  expect(element.querySelector(".cluster[data-stale] .nodes")).not.toBeNull();
  vi.useRealTimers();
});
