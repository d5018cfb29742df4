// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serverClock } from "../api/server-clock.ts";
import { toLocalInput } from "./local-time.ts";
import "./time-controls.ts";
import type { TimeControls } from "./time-controls.ts";
import type { TimeWindow } from "./time-window.ts";

let controls: TimeControls;
let changes: TimeWindow[];

async function open(address = "/charts"): Promise<void> {
  history.replaceState(null, "", address);
  controls = document.createElement("time-controls") as TimeControls;
  controls.addEventListener("window-change", (event) => changes.push((event as CustomEvent<TimeWindow>).detail));
  document.body.append(controls);
  await controls.updateComplete;
}
const button = (text: string) => [...controls.querySelectorAll("button")].find((each) => (each.ariaLabel ?? each.textContent ?? "").includes(text))!;
const zoom = (from: number, to: number) => document.body.dispatchEvent(new CustomEvent("window-zoom", { detail: { from, to }, bubbles: true }));

beforeEach(() => (changes = []));
afterEach(() => {
  controls.remove();
  vi.restoreAllMocks();
});

test("the address says what is shown at first", async () => {
  await open("/charts?from=1000000&to=2000000&q=x");
  expect(controls.window).toEqual({ kind: "fixed", from: 1_000_000, to: 2_000_000 });
});

test("a span chosen on a chart is dispatched and is in the address; a step back undoes it", async () => {
  await open("/charts?range=1h&q=x");
  zoom(1_000_000, 2_000_000);
  expect(changes).toEqual([{ kind: "fixed", from: 1_000_000, to: 2_000_000 }]);
  expect(location.search).toBe("?q=x&from=1000000&to=2000000");
  document.body.dispatchEvent(new CustomEvent("window-back", { bubbles: true }));
  expect(changes.at(-1)).toEqual({ kind: "live", seconds: 3600 });
  expect(location.search).toBe("?q=x&range=1h");
  document.body.dispatchEvent(new CustomEvent("window-back", { bubbles: true }));
  expect(changes.length).toBe(2);
});

test("pause freezes what is shown, live goes on", async () => {
  vi.spyOn(serverClock, "now").mockReturnValue(10_000_000);
  await open("/charts?range=1h");
  button("Pause").click();
  await controls.updateComplete;
  expect(changes).toEqual([{ kind: "fixed", from: 6_400_000, to: 10_000_000 }]);
  button("Live").click();
  expect(changes.at(-1)).toEqual({ kind: "live", seconds: 3600 });
});

test("every range can be chosen", async () => {
  await open();
  button("Last 90 days").click();
  expect(changes).toEqual([{ kind: "live", seconds: 90 * 86_400 }]);
  expect(location.search).toBe("?range=90d");
});

test("a span of one's own is shown, one that ends before it starts is refused with the reason", async () => {
  await open();
  const [from, to] = [Date.UTC(2025, 0, 1), Date.UTC(2025, 0, 2)];
  const fill = (start: number, end: number) => {
    controls.querySelector<HTMLInputElement>("[name=from]")!.value = toLocalInput(start);
    controls.querySelector<HTMLInputElement>("[name=to]")!.value = toLocalInput(end);
    controls.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }));
  };
  fill(to, from);
  await controls.updateComplete;
  expect(controls.querySelector("[role=alert]")!.textContent).toContain("after the start");
  fill(from, to);
  expect(changes).toEqual([{ kind: "fixed", from, to }]);
});

test("once removed it listens to nothing", async () => {
  await open();
  controls.remove();
  zoom(1_000_000, 2_000_000);
  expect(changes).toEqual([]);
});
