// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { thresholdsOf } from "../shell/display-settings.ts";
import type { DisplaySection } from "./display-section.ts";

await import("./display-section.ts");

const sent: unknown[] = [];
let settings = { thresholds: { cpuRatio: [0.5, 0.7, 0.9], future: [1, 2, 3] }, defaults: { cpuRatio: [0.5, 0.7, 0.9] } };

async function show(role: string): Promise<DisplaySection> {
  document.body.dataset["role"] = role;
  const element = document.createElement("display-section") as DisplaySection;
  document.body.append(element);
  await vi.waitFor(() => expect(element.querySelector("table")).not.toBeNull());
  return element;
}

const field = (element: HTMLElement, label: string) => element.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)!;

async function type(element: DisplaySection, label: string, text: string): Promise<void> {
  field(element, label).value = text;
  field(element, label).dispatchEvent(new Event("input"));
  await element.updateComplete;
}

beforeEach(() => {
  document.body.replaceChildren();
  sent.length = 0;
  vi.stubGlobal("fetch", async (_: string, { method = "GET", body = null }: RequestInit) => {
    if (method !== "GET") {
      sent.push([method, JSON.parse((body as string | null) ?? "null")]);
      return new Response(null, { status: 204 });
    }
    return new Response(JSON.stringify(settings), { status: 200 });
  });
});

test("a change is previewed, named as one, and saved with all that this page does not know", async () => {
  const element = await show("admin");
  await type(element, "CPU use, Warm", "60");
  expect(element.textContent).toContain("changed");
  element.querySelector("form")!.dispatchEvent(new Event("submit"));
  await vi.waitFor(() => expect(sent).toEqual([["PUT", { thresholds: { cpuRatio: [0.6, 0.7, 0.9], future: [1, 2, 3] } }]]));
  expect(thresholdsOf("cpuRatio")).toEqual([0.5, 0.7, 0.9]); // what the server then answered
});

test("thresholds that descend are refused before they are sent", async () => {
  const element = await show("admin");
  await type(element, "CPU use, Warm", "80");
  expect(element.querySelector(".problem")!.textContent).toContain("at least the one before");
  expect(element.querySelector<HTMLButtonElement>("button.primary")!.disabled).toBe(true);
  element.querySelector("form")!.dispatchEvent(new Event("submit"));
  expect(sent).toEqual([]);
});

test("emptied fields take a figure's colours away", async () => {
  const element = await show("admin");
  for (const level of ["Warm", "Hot", "Critical"]) await type(element, `CPU use, ${level}`, "");
  element.querySelector("form")!.dispatchEvent(new Event("submit"));
  await vi.waitFor(() => expect(sent).toEqual([["PUT", { thresholds: { future: [1, 2, 3] } }]]));
});

test("a viewer sees them and cannot change them", async () => {
  const element = await show("viewer");
  expect(field(element, "CPU use, Warm").disabled).toBe(true);
  expect(element.querySelector("button")).toBeNull();
});
