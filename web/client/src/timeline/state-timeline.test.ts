// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Lane } from "../api/types.ts";
import type { StateTimeline } from "./state-timeline.ts";
import "./state-timeline.ts";

const hostile = `<img src=x onerror="document.title='owned'">\u202E${"x".repeat(10_000)}`;
let metrics: string[] | null;
let lanes: Lane[] | null;
let asked: string[];
let element: StateTimeline;

async function open(search = ""): Promise<void> {
  history.replaceState(null, "", `/timeline${search}`);
  element = document.createElement("state-timeline") as StateTimeline;
  document.body.replaceChildren(element);
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
}

const refused = (): Response => new Response(JSON.stringify({ detail: "The store is closed." }), { status: 503, headers: { "content-type": "application/problem+json" } });
const names = (): string[] => [...element.querySelectorAll(".lane-list .lane-name")].map((each) => each.textContent!.trim());

beforeEach(() => {
  metrics = ["load1", "vast_rented", "gpu_up"];
  const now = Date.now();
  lanes = ["b", "a"].map((client) => ({ client, labels: {}, spans: [{ from: now - 7200_000, to: now - 3600_000, value: 1 }, { from: now - 3600_000, to: now, value: 0 }] }));
  asked = [];
  document.title = "";
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    if (url === "/api/metrics") return metrics ? new Response(JSON.stringify(metrics.map((name) => ({ name })))) : refused();
    if (url === "/api/clients") return new Response(JSON.stringify([{ id: "a", name: "gpu-1" }, { id: "b", name: hostile }]));
    return lanes ? new Response(JSON.stringify(lanes)) : refused();
  });
});

afterEach(() => {
  element.remove();
  vi.unstubAllGlobals();
});

test("rental comes first where any machine has it, with its share of the time", async () => {
  await open();
  expect(asked.some((url) => url.startsWith("/api/states/vast_rented?"))).toBe(true);
  expect(names()).toContain("gpu-1");
  expect(element.querySelector(".lanes-head")!.textContent).toMatch(/2 lanes · 50\.0% of the time rented/);
  expect([...element.querySelectorAll(".lanes-legend li")].map((each) => each.textContent!.trim())).toEqual(["not rented", "rented"]);
});

test("without rental the next state that the fleet reports is shown, and the address may name any", async () => {
  metrics = ["gpu_up", "load1"];
  await open();
  expect(asked.some((url) => url.startsWith("/api/states/gpu_up?"))).toBe(true);
  await open("?metric=load1");
  expect(asked.some((url) => url.startsWith("/api/states/load1?"))).toBe(true);
});

test("markup, great length and other directions in a name are text and break nothing", async () => {
  await open();
  expect(element.querySelector("img")).toBeNull();
  expect(document.title).toBe("");
  expect(names().some((name) => name.includes("<img"))).toBe(true);
});

test("nothing, a refusal and an unknown list of metrics have a message", async () => {
  lanes = [];
  await open();
  expect(element.textContent).toContain("Nothing to show");
  lanes = null;
  metrics = null;
  await open();
  expect(element.querySelector("[role=alert]")!.textContent).toContain("The store is closed.");
});

test("keys go from span to span, and a screen reader gets each", async () => {
  await open();
  const stage = element.querySelector<HTMLElement>(".lane-list .lane-stage")!;
  expect(stage.getAttribute("aria-valuetext")).toMatch(/^not rented from/);
  stage.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
  await element.updateComplete;
  expect(element.querySelector(".lane-list .lane-stage")!.getAttribute("aria-valuetext")).toMatch(/^rented from .*, 1h$/);
  expect(element.querySelector(".lane-tip")!.textContent).toContain("rented for 1h");
});

test("the table of spans is made when it is opened", async () => {
  await open();
  expect(element.querySelector(".lanes-table table")).toBeNull();
  const details = element.querySelector<HTMLDetailsElement>(".lanes-table")!;
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  await element.updateComplete;
  expect(element.querySelectorAll(".lanes-table tbody tr")).toHaveLength(4);
});
