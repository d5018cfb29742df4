// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import type { Machine } from "../api/types.ts";
import { Emitter } from "../live/emitter.ts";
import { AfterPaint } from "../shell/after-paint.ts";
import { testMachine } from "../testing/machines.ts";
import { noFilters } from "./filters.ts";
import type { FleetRows } from "./fleet-rows.ts";
import type { FleetTable } from "./fleet-table.ts";

vi.mock("../live/connection.ts", () => ({ liveConnection: () => ({ changed: { listen: () => () => {} } }) }));
// Each change is shown at once.
vi.mock("../live/pace.ts", () => ({
  Pace: class {
    constructor(readonly request: () => void) {}
    stop(): void {}
  },
}));
await import("./fleet-rows.ts");
await import("./column-chooser.ts");
await import("./fleet-table.ts");

const hostile = `<img src=x onerror="document.title='owned'">`;

function client(id: string, name: string, cpuRatio: number | null, online = true): Machine {
  const lastSeen = online ? Date.now() : Date.now() - 3_600_000;
  return testMachine(id, { name, online, lastSeen, tags: [hostile], figures: { cpuRatio } });
}

const clients = new Map<string, Machine>();
const changed = new Emitter<void>();
let table: FleetTable;
const rows = () => [...table.querySelectorAll<HTMLElement>("tr[data-client]")];
const ids = () => rows().map((row) => row.dataset["client"]);

async function show(...all: Machine[]): Promise<void> {
  clients.clear();
  for (const each of all) clients.set(each.id, each);
  changed.emit();
  await drawn();
}

async function drawn(): Promise<void> {
  await table.updateComplete;
  await table.querySelector<FleetRows>("fleet-rows")?.updateComplete;
}

beforeEach(() => {
  history.replaceState(null, "", "/");
  localStorage.clear();
  document.body.replaceChildren();
  table = document.createElement("fleet-table") as FleetTable;
  table.feed = { clients, changed };
  document.body.append(table);
});

test("names and tags of machines are text, whatever they hold", async () => {
  await show(client("1", hostile, 0.5));
  expect(table.querySelector("img")).toBeNull();
  expect(table.querySelector("tbody th a")?.textContent).toBe(hostile);
  expect(table.querySelector(".tag")?.textContent).toBe(hostile);
});

test("rows move when figures change, and no element is created again", async () => {
  await show(client("1", "a", 0.1), client("2", "b", 0.9));
  table.querySelector<HTMLButtonElement>("th.column-cpu button")!.click();
  await drawn();
  expect(ids()).toEqual(["2", "1"]);
  const elements = rows();
  await show(client("1", "a", 0.95), client("2", "b", 0.9));
  expect(ids()).toEqual(["1", "2"]);
  expect(rows()).toEqual(elements);
  expect(table.querySelector("th.column-cpu")?.getAttribute("aria-sort")).toBe("descending");
});

test("the focus goes with the machine that has it", async () => {
  await show(client("1", "a", 0.1), client("2", "b", 0.9));
  table.querySelector<HTMLButtonElement>("th.column-cpu button")!.click();
  await drawn();
  rows()[1]!.querySelector("a")!.focus();
  await show(client("1", "a", 0.95), client("2", "b", 0.9));
  expect(ids()).toEqual(["1", "2"]);
  expect(document.activeElement?.closest("tr")?.getAttribute("data-client")).toBe("1");
});

test("an offline machine says so in words and has its age", async () => {
  await show(client("1", "a", 0.1, false));
  expect(rows()[0]?.className).toBe("offline");
  expect(rows()[0]?.textContent).toMatch(/Offline[^]*1h ago/);
});

test("without machines it says how to add the first", async () => {
  await show();
  expect(table.textContent).toContain("dcmon-agent enroll");
});

const many = Array.from({ length: 5000 }, (_, i) => client(`m${i}`, `node-${String(i).padStart(4, "0")}`, i / 5000));
const frame = () => table.querySelector<HTMLElement>(".table-frame")!;
const press = async (key: string) => {
  (document.activeElement ?? frame()).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  await drawn();
};

test("of thousands of machines only those in view are in the page, and each knows its place", async () => {
  await show(...many);
  expect(rows().length).toBeLessThan(100);
  expect(table.querySelector("table")?.getAttribute("aria-rowcount")).toBe("5001");
  expect(rows()[3]?.getAttribute("aria-rowindex")).toBe("5");
});

test("keys move among all machines, and Enter opens the one they are at", async () => {
  await show(...many);
  frame().focus();
  await press("ArrowDown");
  expect(document.activeElement?.textContent).toBe("node-0000");
  await press("End");
  expect(document.activeElement?.textContent).toBe("node-4999");
  expect(ids()).not.toContain("m0");
  await press("ArrowUp");
  expect((document.activeElement as HTMLAnchorElement).getAttribute("href")).toBe("/machines/m4998");
  await press("Home");
  expect(document.activeElement?.textContent).toBe("node-0000");
});

test("rows do not move under a pointer, the page says so, and they do once it is gone", async () => {
  await show(client("1", "a", 0.1), client("2", "b", 0.9));
  table.querySelector<HTMLButtonElement>("th.column-cpu button")!.click();
  await drawn();
  const body = table.querySelector("tbody")!;
  body.dispatchEvent(new Event("pointermove"));
  await show(client("1", "a", 0.95), client("2", "b", 0.9));
  expect(ids()).toEqual(["2", "1"]);
  expect(rows()[1]?.textContent).toContain("95.0%");
  expect(table.querySelector(".fleet-foot")?.textContent).toContain("stay in place");
  body.dispatchEvent(new Event("pointerleave"));
  await drawn();
  expect(ids()).toEqual(["1", "2"]);
  expect(table.querySelector(".fleet-foot")?.textContent).not.toContain("stay in place");
});

test("totals are buttons that filter, in the address too; where nothing is found a button shows all again", async () => {
  await show(client("1", "a", 0.1), client("2", "b", 0.2, false));
  const total = (word: string) => [...table.querySelectorAll<HTMLButtonElement>("button.total")].find((each) => each.textContent?.includes(word))!;
  total("offline").click();
  await drawn();
  expect(ids()).toEqual(["2"]);
  expect(total("offline").getAttribute("aria-pressed")).toBe("true");
  expect(location.search).toBe("?state=offline");
  await show(client("1", "a", 0.1));
  expect(table.textContent).toContain("No machine matches");
  table.querySelector<HTMLButtonElement>(".page-message button")!.click();
  await drawn();
  expect(ids()).toEqual(["1"]);
  expect(location.search).toBe("");
});

test("a choice of columns goes into the address and is remembered", async () => {
  await show(client("1", "a", 0.1));
  const box = table.querySelector<HTMLInputElement>("column-chooser input[value=load]")!;
  box.click();
  await drawn();
  expect(new URLSearchParams(location.search).get("cols")).toBe("alerts,cpu,seen,load");
  expect(localStorage.getItem("dcmon-fleet-columns")).toBe("alerts,cpu,seen,load");
  expect(table.querySelector("thead th.column-load")).not.toBeNull();
});

test("groups have headers with what their machines come to, and fold", async () => {
  table.setGrouping("state");
  await show(client("1", "a", 0.2), client("2", "b", 0.4), client("3", "c", 0.1, false));
  const groups = () => [...table.querySelectorAll<HTMLElement>("tr.group")];
  expect(groups().map((group) => group.dataset["group"])).toEqual(["Offline", "Online"]);
  expect(groups()[1]?.textContent).toContain("30.0%");
  groups()[1]!.querySelector("button")!.click();
  await drawn();
  expect(ids()).toEqual(["3"]);
  expect(groups()[1]?.querySelector("button")?.getAttribute("aria-expanded")).toBe("false");
});

test("what is typed is looked for once it is seen, and not after the filters were cleared", async () => {
  await show(client("1", "gpu-1", 0.5), client("2", "web-1", 0.5));
  const input = table.querySelector<HTMLInputElement>("input[type=search]")!;
  const type = (text: string) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  type("gpu");
  await drawn();
  expect(ids()).toEqual(["1", "2"]);
  await vi.waitFor(() => expect(ids()).toEqual(["1"]));
  expect(location.search).toBe("?q=gpu");

  type("web");
  table.show(noFilters);
  // What was asked for later comes later.
  await new Promise<void>((done) => new AfterPaint().run(done));
  await drawn();
  expect(ids()).toEqual(["1", "2"]);
  expect(input.value).toBe("");
});
