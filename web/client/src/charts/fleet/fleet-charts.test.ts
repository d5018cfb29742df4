// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import type { Machine } from "../../api/types.ts";
import { Emitter } from "../../live/emitter.ts";
import { testMachine } from "../../testing/machines.ts";
import type { TimeChart } from "../time-chart.ts";
import type { FleetCharts } from "./fleet-charts.ts";

vi.mock("../../live/connection.ts", () => ({ liveConnection: () => ({}) }));
vi.stubGlobal("IntersectionObserver", class {
  observe(): void {}
  unobserve(): void {}
});
await import("./fleet-charts.ts");

const clients = new Map<string, Machine>();
const changed = new Emitter<void>();
let page: FleetCharts;
const charts = () => [...page.querySelectorAll<TimeChart>("time-chart")];

async function open(address: string, ...all: Machine[]): Promise<void> {
  history.replaceState(null, "", address);
  page?.remove();
  page = document.createElement("fleet-charts") as FleetCharts;
  page.feed = { clients, changed };
  document.body.append(page);
  await hear(...all);
}
async function hear(...all: Machine[]): Promise<void> {
  for (const each of all) clients.set(each.id, each);
  changed.emit();
  await page.updateComplete;
}

beforeEach(() => clients.clear());

test("no filter charts all machines, by name, later ones too", async () => {
  await open("/charts", testMachine("a", { name: "rack-1" }));
  expect(charts().length).toBeGreaterThanOrEqual(12);
  expect(charts().every(({ request }) => request!.lines.every((line) => line.clients === undefined))).toBe(true);
  await hear(testMachine("b", { name: "rack-2" }));
  expect(charts()[0]!.names.get("b")).toBe("rack-2");
  expect(page.textContent).toContain("2 machines");
});

test("the address names the machines; new rows do not load charts again, another choice does", async () => {
  await open("/charts?tag=eu", testMachine("a", { tags: ["eu"] }), testMachine("b"));
  const before = charts()[0]!.request;
  expect(before!.lines[0]!.clients).toEqual(["a"]);
  expect(page.textContent).toContain("1 of 2 machines");
  await hear(testMachine("a", { tags: ["eu"], lastSeen: 99 }));
  expect(charts()[0]!.request).toBe(before);
  await hear(testMachine("b", { tags: ["eu"] }));
  expect(charts()[0]!.request!.lines[0]!.clients).toEqual(["a", "b"]);
});

test("filters that no machine fits say so, and all can be shown again", async () => {
  await open("/charts?q=none&range=1h", testMachine("a"));
  expect(charts()).toEqual([]);
  [...page.querySelectorAll("button")].find(({ textContent }) => textContent === "Show all")!.click();
  await page.updateComplete;
  expect(charts().length).toBeGreaterThan(0);
  expect(location.search).toBe("?range=1h");
});

test("without machines it says so", async () => {
  await open("/charts");
  expect(page.textContent).toContain("No machines yet");
});
