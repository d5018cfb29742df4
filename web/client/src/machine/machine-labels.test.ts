// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { testMachine } from "../testing/machines.ts";
import type { MachineLabels } from "./machine-labels.ts";
import "./machine-labels.ts";

let sent: { url: string; method: string; body: unknown }[];
let status: number;
let element: MachineLabels;

async function open(admin: boolean): Promise<void> {
  element = document.createElement("machine-labels") as MachineLabels;
  element.client = testMachine("m", { tags: ["a", "<b>"], group: "rack 1" });
  element.admin = admin;
  document.body.replaceChildren(element);
  await settled();
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  await element.updateComplete;
}

async function save(tags: string, group: string): Promise<void> {
  element.querySelector<HTMLButtonElement>(".edit")!.click();
  await settled();
  element.querySelector<HTMLInputElement>("[name=tags]")!.value = tags;
  element.querySelector<HTMLInputElement>("[name=group]")!.value = group;
  element.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }));
  await settled();
}

beforeEach(() => {
  sent = [];
  status = 204;
  vi.stubGlobal("fetch", async (url: string, { method, body }: { method: string; body: string }) => {
    sent.push({ url, method, body: JSON.parse(body) });
    return status === 204 ? new Response(null, { status }) : new Response(JSON.stringify({ detail: "A tag is too long." }), { status, headers: { "content-type": "application/problem+json" } });
  });
});

afterEach(() => vi.unstubAllGlobals());

test("everybody sees tags and group as text, only admins a way to change them", async () => {
  await open(false);
  expect(element.textContent).toContain("<b>");
  expect(element.querySelector("b, .edit")).toBeNull();
  await open(true);
  expect(element.querySelector(".edit")).not.toBeNull();
});

test("what is saved is sent whole and shown at once; an empty group is none", async () => {
  await open(true);
  await save("x, y", " ");
  expect(sent).toEqual([{ url: "/api/clients/m", method: "PATCH", body: { tags: ["x", "y"], group: null } }]);
  expect(element.querySelector("form")).toBeNull();
  expect(element.textContent).toContain("x");
  expect(element.textContent).not.toContain("rack 1");
});

test("a refusal says why and keeps what was typed", async () => {
  status = 400;
  await open(true);
  await save("x", "y");
  expect(element.querySelector("[role=alert]")!.textContent).toBe("A tag is too long.");
  expect(element.querySelector<HTMLInputElement>("[name=tags]")!.value).toBe("x");
});
