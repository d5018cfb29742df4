// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import type { Machine, GpuFigures } from "../../api/types.ts";
import { testMachine } from "../../testing/machines.ts";
import "./heat-map.ts";
import type { HeatMap } from "./heat-map.ts";

function gpu(index: string, temperatureCelsius: number): GpuFigures {
  return { gpu: index, temperatureCelsius, utilizationRatio: 0.5, powerWatts: 300, memoryRatio: null, fanRatio: null };
}

const machines = [
  testMachine("1", { name: "a", gpus: [gpu("0", 50), gpu("1", 60)], figures: { cpuRatio: 0.25 } }),
  testMachine("2", { name: "<b>b</b>", gpus: [gpu("0", 70)], figures: { cpuRatio: 0.5 } }),
];
let map: HeatMap;
/** Without the marks around names that keep their direction to themselves. */
const plain = (selector: string) => map.querySelector(selector)?.textContent?.replace(/[\u2068\u2069]/g, "");
const status = () => plain(".heat-status");

async function show(clients: readonly Machine[]): Promise<void> {
  map.clients = clients;
  await map.updateComplete;
  await map.updateComplete;
}

async function press(key: string): Promise<void> {
  map.querySelector("canvas")!.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
  await map.updateComplete;
}

beforeEach(() => {
  history.replaceState(null, "", "/?view=heat");
  document.body.replaceChildren();
  map = document.createElement("heat-map") as HeatMap;
  document.body.append(map);
});

test("keys move from GPU to GPU, and the status line reads each; names are text", async () => {
  await show(machines);
  expect(status()).toBe("3 GPUs");
  await press("ArrowRight");
  expect(status()).toBe("a GPU 1: Temperature 60 °C");
  await press("End");
  expect(status()).toBe("<b>b</b> GPU 0: Temperature 70 °C");
  expect(plain(".heat-tip b")).toBe("<b>b</b> GPU 0");
});

test("what a tile is and what colours it is chosen, and in the address", async () => {
  await show(machines);
  map.querySelector<HTMLInputElement>("input[value=machine]")!.dispatchEvent(new Event("change"));
  await map.updateComplete;
  await press("End");
  expect(status()).toBe("<b>b</b>: CPU 50.0%");
  const select = map.querySelector("select")!;
  select.value = "load";
  select.dispatchEvent(new Event("change"));
  await map.updateComplete;
  expect(status()).toBe("<b>b</b>: Load not known");
  expect(location.search).toBe("?view=heat&tile=machine&figure=load");
});

test("without GPUs tiles are machines; where GPUs are wanted and there are none, it says so", async () => {
  await show([testMachine("1")]);
  expect(status()).toBe("1 machine");
  map.querySelector<HTMLInputElement>("input[value=gpu]")!.dispatchEvent(new Event("change"));
  await map.updateComplete;
  expect(map.textContent).toContain("None of these machines reports a GPU");
});
