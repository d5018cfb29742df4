// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import type { Client } from "../api/types.ts";
import { Emitter } from "../live/emitter.ts";
import { testClient } from "../testing/clients.ts";
import type { FleetTable } from "./fleet-table.ts";

vi.mock("../live/connection.ts", () => ({ liveConnection: () => ({ changed: { listen: () => () => {} } }) }));
await import("./fleet-table.ts");

const hostile = `<img src=x onerror="document.title='owned'">`;

function client(id: string, name: string, cpuRatio: number | null, online = true): Client {
  const lastSeen = online ? Date.now() : Date.now() - 3_600_000;
  return testClient(id, { name, online, lastSeen, tags: [hostile], figures: { cpuRatio } });
}

const clients = new Map<string, Client>();
const changed = new Emitter<void>();
let table: FleetTable;
const rows = () => [...table.querySelectorAll<HTMLElement>("tr[data-client]")];
const ids = () => rows().map((row) => row.dataset["client"]);

async function show(...all: Client[]): Promise<void> {
  clients.clear();
  for (const each of all) clients.set(each.id, each);
  changed.emit();
  await table.updateComplete;
}

beforeEach(() => {
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

test("rows move when figures change, and are not made anew", async () => {
  await show(client("1", "a", 0.1), client("2", "b", 0.9));
  table.querySelector<HTMLButtonElement>("th.column-cpu button")!.click();
  await table.updateComplete;
  expect(ids()).toEqual(["2", "1"]);
  const [second, first] = rows();
  await show(client("1", "a", 0.95), client("2", "b", 0.9));
  expect(rows()).toEqual([first, second]);
  expect(table.querySelector("th.column-cpu")?.getAttribute("aria-sort")).toBe("descending");
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
