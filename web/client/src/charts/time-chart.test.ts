// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TimeSeriesAnswer } from "../api/types.ts";
import type { SeriesListener } from "../live/series-feed.ts";
import type { ChartRequest } from "./chart-request.ts";
import { RedrawPace } from "./draw/redraw-pace.ts";
import type { TimeChart } from "./time-chart.ts";

let watches: { listener: SeriesListener; open: boolean }[];
const watch = (_: string, listener: SeriesListener): (() => void) => {
  const watch = { listener, open: true };
  watches.push(watch);
  queueMicrotask(() => listener.watching());
  return () => (watch.open = false);
};
vi.mock("../live/series-feed.ts", () => ({ seriesFeed: () => ({ watch }) }));
await import("./time-chart.ts");

const now = Date.now();
const request: ChartRequest = { title: "GPU temperature", lines: [{ metric: "gpu_temperature_celsius", aggregate: "max" }] };
const answer = (lines: Record<string, number[]>): TimeSeriesAnswer => ({
  metric: "gpu_temperature_celsius", unit: "celsius", from: 0, to: now, step: 10_000, times: [now - 20_000, now - 10_000],
  series: Object.entries(lines).map(([client, values]) => ({ client, labels: {}, values })),
});

/** Says to the charts what a browser would: whether they are in view. */
let observe: (entries: { target: Element; isIntersecting: boolean }[]) => void;
vi.stubGlobal("IntersectionObserver", class {
  constructor(callback: typeof observe) {
    observe = callback;
  }
  observe(): void {}
  unobserve(): void {}
});
const see = (isIntersecting: boolean) => observe([{ target: chart, isIntersecting }]);
let respond: () => Response;
let chart: TimeChart;

beforeEach(() => {
  watches = [];
  vi.stubGlobal("fetch", async () => respond());
});

afterEach(() => {
  chart.remove();
  vi.restoreAllMocks();
});

async function show(given: Partial<TimeChart> = {}): Promise<void> {
  chart = document.createElement("time-chart") as TimeChart;
  Object.assign(chart, { request, names: new Map([["a", "rack-1"]]), ...given });
  document.body.append(chart);
  await chart.updateComplete;
  see(true);
  await chart.updateComplete;
}
const json = (body: unknown, status = 200) => () => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
const shows = (text: string) => vi.waitFor(() => expect(chart.textContent).toContain(text));

test("history becomes lines with names, values in their unit, and a table", async () => {
  respond = json(answer({ a: [61, 62.5], b: [50, 51] }));
  await show();
  await shows("62.5 °C");
  expect([...chart.querySelectorAll(".name")].map(({ textContent }) => textContent)).toEqual(["b", "rack-1"]);
  [...chart.querySelectorAll("button")].find(({ textContent }) => textContent === "Table")!.click();
  await vi.waitFor(() => expect(chart.querySelectorAll(".chart-table tbody tr").length).toBe(2));
  expect([...chart.querySelectorAll(".chart-table thead th")].map(({ textContent }) => textContent)).toEqual(["Time", "b", "rack-1"]);
  expect([...chart.querySelectorAll(".chart-table tbody tr:first-child td")].map(({ textContent }) => textContent)).toEqual(["51 °C", "62.5 °C"]);
});

test("live points are added, and said to be late while the server is busy", async () => {
  vi.spyOn(RedrawPace.prototype, "wait").mockReturnValue(0);
  respond = json(answer({ a: [61, 62] }));
  await show();
  await shows("62 °C");
  watches[0]!.listener.answered({ ...answer({ a: [70] }), from: now - 10_000, times: [now] }, 12.4);
  await shows("70 °C");
  await shows("12 s behind");
  watches[0]!.listener.answered({ ...answer({ a: [71] }), from: now - 10_000, times: [now] }, null);
  await shows("71 °C");
  expect(chart.textContent).not.toContain("behind");
});

test("no data says why", async () => {
  respond = json(answer({}));
  await show();
  await shows("No machine reports gpu_temperature_celsius in this span.");
});

test("a failure says why and can be tried again", async () => {
  respond = json({ detail: "The store is full." }, 503);
  await show();
  await shows("The store is full.");
  respond = json(answer({ a: [61, 62] }));
  [...chart.querySelectorAll("button")].find(({ textContent }) => textContent === "Try again")!.click();
  await shows("62 °C");
  expect(chart.querySelector("[role=alert]")).toBeNull();
});

test("a chart out of view is not watched, and again once it is back", async () => {
  respond = json(answer({ a: [61, 62] }));
  await show();
  await shows("62 °C");
  see(false);
  expect(watches.map(({ open }) => open)).toEqual([false]);
  see(true);
  expect(watches.map(({ open }) => open)).toEqual([false, true]);
});

test("a fixed window is not watched", async () => {
  respond = json(answer({ a: [61, 62] }));
  await show({ window: { kind: "fixed", from: now - 60_000, to: now } });
  await shows("62 °C");
  expect(watches).toEqual([]);
});

test("keys read values aloud, zoom and step back", async () => {
  respond = json(answer({ a: [61, 62] }));
  await show({ window: { kind: "fixed", from: now - 60_000, to: now } });
  await shows("62 °C");
  const events: Event[] = [];
  for (const name of ["window-zoom", "window-back", "chart-time"]) chart.addEventListener(name, (event) => events.push(event));
  const press = (key: string) => chart.querySelector(".plot")!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  press("ArrowLeft");
  await vi.waitFor(() => expect(chart.querySelector("[role=status]")!.textContent).toContain("rack-1 62 °C"));
  press("Enter");
  press("Escape");
  press("-");
  expect(events.map(({ type }) => type)).toEqual(["chart-time", "window-back", "window-zoom"]);
  expect((events[0] as CustomEvent<number>).detail).toBe(now - 10_000);
});
