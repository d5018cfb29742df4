// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MachineEvent } from "../../api/types.ts";
import { Emitter } from "../../live/emitter.ts";
import type { EventLog } from "./event-log.ts";
import "./event-log.ts";
import { EventMarks } from "./event-marks.ts";

const hostile = `<img src=x onerror="document.title='owned'">\u202E${"x".repeat(10_000)}`;
let stored: MachineEvent[];
let asked: URL[];
let feed: { watching: Emitter<void>; happened: Emitter<MachineEvent[]> };
let element: EventLog;

function event(id: number, given: Partial<MachineEvent> = {}): MachineEvent {
  return { id, client: "m", time: id * 1000, kind: "gpu_xid", severity: "error", key: `k${id}`, subject: { gpu: "0" }, message: `event ${id}`, details: { xid: "79" }, ...given };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
};
const messages = (): string[] => [...element.querySelectorAll(".message .text")].map((each) => each.textContent!);

/** Answers as the server does: newest first, a page at a time. */
function answer(url: URL): Response {
  const before = Number(url.searchParams.get("before") ?? Number.MAX_SAFE_INTEGER);
  const fitting = stored.filter(({ id, kind }) => id < before && (!url.searchParams.has("kind") || url.searchParams.getAll("kind").includes(kind))).sort((a, b) => b.id - a.id);
  const page = fitting.slice(0, 100);
  return new Response(JSON.stringify({ events: page, next: fitting.length > page.length ? String(page.at(-1)!.id) : null }));
}

async function open(search = ""): Promise<void> {
  history.replaceState(null, "", `/machines/m${search}`);
  element = document.createElement("event-log") as EventLog;
  element.client = "m";
  element.feed = feed;
  document.body.replaceChildren(element);
  await settled();
}

async function choose(name: string, value: string, type = "change"): Promise<void> {
  const field = element.querySelector<HTMLInputElement>(`[name=${name}]`)!;
  field.value = value;
  field.dispatchEvent(new Event(type));
  await settled();
}

beforeEach(() => {
  stored = [event(1), event(2, { kind: "container_exit", severity: "info", message: "web ended", details: { exit_code: "137" } }), event(3)];
  asked = [];
  feed = { watching: new Emitter(), happened: new Emitter() };
  document.title = "";
  vi.stubGlobal("fetch", async (path: string) => {
    const url = new URL(path, "http://h");
    asked.push(url);
    return answer(url);
  });
});

afterEach(() => {
  element.remove();
  vi.unstubAllGlobals();
});

test("events are listed newest first, and what happens comes in at the top", async () => {
  await open();
  feed.happened.emit([event(4)]);
  await settled();
  expect(messages()).toEqual(["event 4", "event 3", "web ended", "event 1"]);
  expect(element.textContent).toContain("That is all that is kept.");
});

test("kind and severity are asked of the server and kept in the address; the search is done here", async () => {
  await open("?range=1h");
  await choose("kind", "container_exit");
  expect(asked.at(-1)!.searchParams.getAll("kind")).toEqual(["container_exit"]);
  expect(messages()).toEqual(["web ended"]);
  expect(location.search).toBe("?range=1h&kind=container_exit");
  const requests = asked.length;
  await choose("q", "137 WEB", "input");
  expect(messages()).toEqual(["web ended"]);
  await choose("q", "nowhere", "input");
  expect([messages(), asked.length]).toEqual([[], requests]);
  expect(element.textContent).toContain("Nothing that is kept fits");
  await open("?kind=container_exit&q=137");
  expect(messages()).toEqual(["web ended"]);
});

test("a list goes on where it ended, and looks through further pages where the search leaves nothing of one", async () => {
  stored = Array.from({ length: 350 }, (_, index) => event(index + 1, index === 0 ? { message: "needle" } : {}));
  await open();
  expect(messages()).toHaveLength(100);
  await open("?q=needle");
  expect(messages()).toEqual([]);
  element.querySelector<HTMLButtonElement>(".list-end button")!.click();
  await settled();
  expect(messages()).toEqual(["needle"]);
});

test("an event opens to all that is known of it, with ways to the charts and processes of its time", async () => {
  await open();
  element.querySelector<HTMLButtonElement>(".disclose")!.click();
  await settled();
  const details = element.querySelector(".event-details")!;
  expect(details.textContent!.replace(/\s+/g, " ")).toMatch(/gpu ?0 ?xid ?79/);
  expect([...details.querySelectorAll("a")].map((each) => each.getAttribute("href"))).toEqual([`/machines/m?from=${3000 - 600_000}&to=603000`, "/machines/m?tab=processes&at=3000"]);
});

test("markup, great length and other directions are text", async () => {
  stored = [event(1, { message: hostile, subject: { unit: hostile }, details: { raw: hostile }, key: hostile })];
  await open();
  element.querySelector<HTMLButtonElement>(".disclose")!.click();
  await settled();
  expect(element.querySelector("img")).toBeNull();
  expect(messages()[0]).toBe(hostile);
  expect(document.title).toBe("");
});

test("when more than a page was missed, the list starts over instead of hiding a gap", async () => {
  await open();
  stored = Array.from({ length: 300 }, (_, index) => event(index + 10));
  feed.watching.emit();
  await settled();
  expect([messages().length, messages()[0]]).toEqual([100, "event 309"]);
});

test("nothing and a server that refuses have a message", async () => {
  stored = [];
  await open();
  expect(element.textContent).toContain("Nothing has happened");
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ detail: "The store is closed." }), { status: 503, headers: { "content-type": "application/problem+json" } }));
  await open();
  expect(element.querySelector("[role=alert]")!.textContent).toContain("The store is closed.");
});

test("marks are those of the span and what happens; a section has its own kinds beside those of all, the same list until something happens", async () => {
  const marks = new EventMarks("m", async () => ({ events: stored, next: null }));
  await marks.load(0, 10_000);
  const [mine, others] = [["disk_health"], ["rental_started"]];
  marks.add([event(9, { kind: "disk_health", message: "worn" })]);
  expect(marks.of(mine).map(({ label }) => label)).toEqual(["event 1", "web ended", "event 3", "worn"]);
  expect(marks.of(others).map(({ label }) => label)).toEqual(["event 1", "web ended", "event 3"]);
  expect(marks.of(mine)).toBe(marks.of(mine));
});
