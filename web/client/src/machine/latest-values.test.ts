// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { serverClock } from "../api/server-clock.ts";
import { Emitter } from "../live/emitter.ts";
import type { LiveReport, LiveSchema, ProgramReport } from "../live/messages.ts";
import "./latest-values.ts";
import type { LatestValues } from "./latest-values.ts";

const hostile = `<img src=x onerror="document.title='owned'">`;
const schema: LiveSchema = { client: "m", hash: "a", series: [{ metric: "load1", labels: {}, unit: "", kind: "gauge" }] };
const report: LiveReport = { client: "m", hash: "a", time: 1, values: [3] };
let programs: ProgramReport[];

const program = (name: string, ageMs: number): ProgramReport => ({
  client: "m", program: name, time: serverClock.now() - ageMs,
  values: [{ metric: "room_temperature", labels: { room: hostile }, unit: "", kind: "gauge", value: 21.5, time: 1, program: name }],
});

async function shown(): Promise<{ element: LatestValues; changed: Emitter<void> }> {
  const [element, changed] = [document.createElement("latest-values") as LatestValues, new Emitter<void>()];
  element.feed = { schema, reported: new Emitter<LiveReport>(), programsChanged: changed, get programs() { return programs; } };
  element.first = report;
  document.body.append(element);
  await element.updateComplete;
  return { element, changed };
}

const summaries = (element: LatestValues): string[] =>
  [...element.querySelectorAll("summary")].map((each) => each.textContent!.replace(/\s+/g, " ").trim());

beforeEach(() => {
  document.body.replaceChildren();
  programs = [program("room", 0), program(hostile, 3_600_000)];
});

test("values of programs stand beside the agent's, each with the age of its program's newest report", async () => {
  const { element } = await shown();
  expect(summaries(element)).toEqual(["load1", "Program room1 · now", `Program ${hostile}1 · 1h ago`]);
  expect([...element.querySelectorAll("details")].map((each) => each.hasAttribute("data-stale"))).toEqual([false, false, true]);
  expect(element.querySelector("img")).toBeNull();
});

test("a program that pushes for the first time is added", async () => {
  programs = [];
  const { element, changed } = await shown();
  expect(summaries(element)).toEqual(["load1"]);
  programs = [program("room", 0)];
  changed.emit();
  await element.updateComplete;
  expect(summaries(element)).toEqual(["load1", "Program room1 · now"]);
});
