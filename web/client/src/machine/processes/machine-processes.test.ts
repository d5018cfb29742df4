// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Process, ProcessTable } from "../../api/types.ts";
import type { MachineProcesses } from "./machine-processes.ts";
import "./machine-processes.ts";

const hostile = `<img src=x onerror="document.title='owned'">${"x".repeat(10_000)}`;
let answer: ProcessTable;
let asked: string[];
let element: MachineProcesses;

function process(pid: number, given: Partial<Process> = {}): Process {
  return { pid, name: `p${pid}`, user: null, container: null, command: null, startTime: null, cpu: null, memoryBytes: null, gpuMemoryBytes: null, ...given };
}

async function open(search = ""): Promise<void> {
  history.replaceState(null, "", `/machines/m${search}`);
  element = document.createElement("machine-processes") as MachineProcesses;
  element.client = "m";
  document.body.replaceChildren(element);
  await settled();
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  await vi.advanceTimersByTimeAsync(1);
  await element.updateComplete;
}

const pids = (): (string | undefined)[] => [...element.querySelectorAll<HTMLElement>("tbody tr")].map(({ dataset }) => dataset["pid"]);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  answer = { time: 1_699_999_995_000, processes: [process(1, { cpu: 0.5 }), process(2, { cpu: 3.25, memoryBytes: 2 ** 30 }), process(3, { gpuMemoryBytes: 2 ** 31 })] };
  asked = [];
  document.title = "";
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return new Response(JSON.stringify(answer));
  });
});

afterEach(() => {
  element.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the newest table says of which time it is, is sorted by processor use, and is asked for again", async () => {
  await open();
  expect(asked).toEqual(["/api/clients/m/processes"]);
  expect(element.querySelector(".process-time")!.textContent).toContain("Newest: as of");
  expect(pids()).toEqual(["2", "1", "3"]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(2);
});

test("of a time of the past it says when the table is older than the time asked for, and asks once", async () => {
  await open(`?at=${1_699_999_995_000 + 600_000}`);
  expect(asked).toEqual([`/api/clients/m/processes?at=${1_699_999_995_000 + 600_000}`]);
  expect(element.querySelector(".process-time")!.textContent!.replace(/\s+/g, " ")).toContain("10m before the time asked for");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked).toHaveLength(1);
  element.querySelector<HTMLButtonElement>(".process-bar button")!.click();
  await settled();
  expect([asked.at(-1), location.search]).toEqual(["/api/clients/m/processes", ""]);
});

test("the order is chosen by the heads and kept in the address", async () => {
  await open("?sort=gpuMemoryBytes");
  expect(pids()[0]).toBe("3");
  element.querySelectorAll<HTMLButtonElement>("thead button")[2]!.click();
  await settled();
  expect([pids()[0], location.search]).toEqual(["2", "?sort=memoryBytes"]);
});

test("names with markup and of great length are text", async () => {
  answer = { ...answer, processes: [process(1, { name: hostile, user: hostile, container: hostile, command: hostile })] };
  await open();
  expect(element.querySelector("img")).toBeNull();
  expect(element.querySelector(".process-name")!.textContent).toBe(hostile);
  expect(document.title).toBe("");
});

test("nothing, a forgotten time and a server that refuses have a message", async () => {
  answer = { time: null, processes: [] };
  await open();
  expect(element.textContent).toContain("No report of this machine had");
  await open("?at=5");
  expect(element.textContent).toContain("There is no process table of that time");
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ detail: "Closed." }), { status: 503, headers: { "content-type": "application/problem+json" } }));
  await open();
  expect(element.querySelector("[role=alert]")!.textContent).toContain("Closed.");
});
