// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MachineEvent } from "../api/types.ts";
import { Emitter } from "../live/emitter.ts";
import type { MachineEvents } from "./machine-events.ts";
import "./machine-events.ts";
import { newest } from "./newest-events.ts";

const hostile = `<img src=x onerror="document.title='owned'">`;

function event(id: number, time: number, message = `event ${id}`): MachineEvent {
  return { id, client: "m", time, kind: "gpu_xid", severity: "critical", key: `${id}`, subject: { gpu: "0" }, message, details: {} };
}

let feed: { id: string; isWatching: boolean; watching: Emitter<void>; happened: Emitter<MachineEvent[]> };
let element: MachineEvents;
let answer: MachineEvent[];

const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
};
const messages = () => [...element.querySelectorAll(".message")].map((cell) => cell.textContent!.replace(/\s+/g, " ").trim());

beforeEach(() => {
  document.title = "";
  answer = [event(1, 1000)];
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ events: answer, next: null }), { status: 200 }));
  feed = { id: "m", isWatching: true, watching: new Emitter<void>(), happened: new Emitter<MachineEvent[]>() };
});

/** Puts the element on the page and waits for its first answer. */
async function open(): Promise<void> {
  element = document.createElement("machine-events") as MachineEvents;
  element.feed = feed;
  document.body.replaceChildren(element);
  await settled();
}

afterEach(() => vi.unstubAllGlobals());

test("what happened and what happens is listed newest first, each once", async () => {
  await open();
  feed.happened.emit([event(2, 500), event(3, 3000)]);
  feed.happened.emit([event(3, 3000)]);
  await settled();
  expect(messages()).toEqual(["event 3 gpu=0", "event 1 gpu=0", "event 2 gpu=0"]);
});

test("after a new connection, what was missed is fetched", async () => {
  await open();
  answer = [event(4, 4000), event(1, 1000)];
  feed.watching.emit();
  await settled();
  expect(messages()).toEqual(["event 4 gpu=0", "event 1 gpu=0"]);
});

test("nothing, and a server that cannot be reached, have a message", async () => {
  answer = [];
  await open();
  expect(element.textContent).toContain("Nothing happened");
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("failed")));
  await open();
  expect(element.textContent).toContain("cannot be shown");
});

test("markup in a message is shown as text", async () => {
  answer = [event(1, 1000, hostile)];
  await open();
  expect(element.querySelector("img")).toBeNull();
  expect(element.textContent).toContain(hostile);
  expect(document.title).toBe("");
});

test("only the newest stay, and of one instant the last stored comes first", () => {
  expect(newest([event(1, 5), event(2, 5)], [event(3, 9), event(4, 1)], 3).map(({ id }) => id)).toEqual([3, 2, 1]);
});
