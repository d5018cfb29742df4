// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import "./chart-legend.ts";
import type { ChartLegend, LegendEntry, LinePick } from "./chart-legend.ts";

const entry = (key: string, name = key, hidden = false): LegendEntry =>
  ({ line: { key, name, colour: 0, style: "solid", axis: 1, client: `id-${key}` }, value: 61.5, hidden });
let legend: ChartLegend;

async function show(entries: LegendEntry[], more: Partial<ChartLegend> = {}): Promise<void> {
  legend = document.createElement("chart-legend") as ChartLegend;
  Object.assign(legend, { entries, units: ["celsius", "watts"], ...more });
  document.body.append(legend);
  await legend.updateComplete;
}
const names = () => [...legend.querySelectorAll(".name")].map(({ textContent }) => textContent);
const press = (place: number, how: MouseEventInit = {}) => legend.querySelectorAll("li button")[place]!.dispatchEvent(new MouseEvent("click", how));

afterEach(() => legend.remove());

test("each line has its name and value; a name with markup is text", async () => {
  await show([entry("a", "<img src=x onerror=alert(1)>"), entry("b")]);
  expect(names()).toEqual(["<img src=x onerror=alert(1)>", "b"]);
  expect(legend.querySelector("img")).toBeNull();
  expect(legend.querySelector(".value")!.textContent).toBe("61.5 °C");
});

test("a press shows a line alone, one with Ctrl or Shift adds or takes away", async () => {
  await show([entry("a"), entry("b")]);
  const picks: LinePick[] = [];
  legend.addEventListener("line-pick", (event) => picks.push((event as CustomEvent<LinePick>).detail));
  press(1);
  press(0, { ctrlKey: true });
  press(0, { shiftKey: true });
  expect(picks).toEqual([{ key: "b", alone: true }, { key: "a", alone: false }, { key: "a", alone: false }]);
});

test("of many lines a few are listed; all can be, and any can be searched", async () => {
  await show(Array.from({ length: 100 }, (_, index) => entry(`host-${index}`)));
  expect(names().length).toBe(24);
  const search = legend.querySelector("input")!;
  search.value = "HOST-99";
  search.dispatchEvent(new Event("input"));
  await legend.updateComplete;
  expect(names()).toEqual(["host-99"]);
  search.value = "none such";
  search.dispatchEvent(new Event("input"));
  await legend.updateComplete;
  expect(legend.textContent).toContain("No line is called “none such”.");
  search.value = "";
  search.dispatchEvent(new Event("input"));
  await legend.updateComplete;
  legend.querySelector<HTMLButtonElement>(".link-button")!.click();
  await legend.updateComplete;
  expect(names().length).toBe(100);
});

test("it says where only the largest are drawn, and leads to machines where it should", async () => {
  await show([entry("a")], { left: 9, links: true });
  expect(legend.textContent).toContain("1 of 10 lines: the largest");
  expect(legend.querySelector("a")!.getAttribute("href")).toBe("/machines/id-a");
});
