// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import type { Machine } from "../api/types.ts";
import { Emitter } from "../live/emitter.ts";
import { testMachine } from "../testing/machines.ts";
import type { EnrolmentSection } from "./enrolment-section.ts";
import type { MachinesSection } from "./machines-section.ts";

vi.mock("../live/connection.ts", () => ({ liveConnection: () => ({ changed: { listen: () => () => {} } }) }));
await import("./machines-section.ts");
await import("./enrolment-section.ts");

const hostile = `<img src=x onerror="document.title='owned'">`;
const clients = new Map<string, Machine>();
const changed = new Emitter<void>();
const sent: [method: string, url: string, body: unknown][] = [];

async function section<T extends MachinesSection | EnrolmentSection>(name: string, role: string): Promise<T> {
  document.body.dataset["role"] = role;
  const element = document.createElement(name) as T;
  element.feed = { clients, changed };
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const buttonOf = (element: HTMLElement, text: string) =>
  [...element.querySelectorAll("button")].find((button) => button.textContent!.trim() === text)!;

beforeEach(() => {
  document.body.replaceChildren();
  clients.clear();
  for (const each of [testMachine("1", { name: hostile, tags: [hostile], group: hostile }), testMachine("2", { name: "gpu-10" }), testMachine("3", { name: "gpu-9", tags: ["old"] })])
    clients.set(each.id, each);
  sent.length = 0;
  vi.stubGlobal("fetch", async (url: string, { method = "GET", body = null }: RequestInit) => {
    if (method !== "GET") sent.push([method, url, JSON.parse((body as string | null) ?? "null")]);
    const answer = method === "POST" ? { url: "https://host:8444/#t.f" } : [];
    return method === "PATCH" ? new Response(null, { status: 204 }) : new Response(JSON.stringify(answer), { status: 200 });
  });
});

test("names, tags and groups are text, and machines are in order of their numbers", async () => {
  const element = await section<MachinesSection>("machines-section", "viewer");
  expect(element.querySelector("img")).toBeNull();
  expect([...element.querySelectorAll("tbody th")].map((cell) => cell.textContent)).toEqual([hostile, "gpu-9", "gpu-10"]);
});

test("who is no admin changes nothing", async () => {
  const element = await section<MachinesSection>("machines-section", "operator");
  expect(element.querySelectorAll("input[type=checkbox], machine-editor").length).toBe(0);
});

test("tags are added to all that are selected, beside those that they have", async () => {
  const element = await section<MachinesSection>("machines-section", "admin");
  for (const id of ["2", "3"]) element.querySelector<HTMLInputElement>(`tr[data-client="${id}"] input`)!.click();
  await element.updateComplete;
  const editor = element.querySelector<HTMLElement & { updateComplete: Promise<boolean> }>("machine-editor")!;
  await editor.updateComplete;
  const tags = editor.querySelector<HTMLInputElement>("input")!;
  tags.value = "spare, rack-1";
  tags.dispatchEvent(new Event("input"));
  buttonOf(editor, "Add tags").click();
  await vi.waitFor(() => expect(sent).toEqual([
    ["PATCH", "/api/clients/2", { tags: ["spare", "rack-1"] }], ["PATCH", "/api/clients/3", { tags: ["old", "spare", "rack-1"] }],
  ]));
  await vi.waitFor(() => expect(element.textContent).toContain("2 machines changed."));
});

test("typed text stays when rows of the selected machine are updated", async () => {
  const element = await section<MachinesSection>("machines-section", "admin");
  element.querySelector<HTMLInputElement>(`tr[data-client="3"] input`)!.click();
  await element.updateComplete;
  const tags = element.querySelector<HTMLInputElement>("machine-editor input")!;
  expect(tags.value).toBe("old");
  tags.value = "typed";
  tags.dispatchEvent(new Event("input"));
  clients.set("3", testMachine("3", { name: "gpu-9", tags: ["old"], lastSeen: 7 }));
  changed.emit();
  await element.updateComplete;
  expect(tags.value).toBe("typed");
});

test("a machine that enrols after the command was made is shown, then its first report", async () => {
  const element = await section<EnrolmentSection>("enrolment-section", "admin");
  changed.emit();
  buttonOf(element, "Make the command").click();
  await vi.waitFor(() => expect(element.textContent).toContain("Waiting for the first machine…"));
  expect(sent).toEqual([["POST", "/api/enrollment-tokens", { uses: 1, lifetimeSeconds: 3600, tags: [], group: null }]]);
  expect(element.querySelector("pre")!.textContent).toBe("echo 'https://host:8444/#t.f' | sudo ./install-agent --url-file -");
  clients.set("4", testMachine("4", { name: hostile, lastSeen: null }));
  changed.emit();
  await element.updateComplete;
  expect(element.querySelector("li")!.textContent).toMatch(/has enrolled,\s+waiting for its first report/);
  clients.set("4", testMachine("4", { name: hostile, lastSeen: 1_700_000_000_000 }));
  changed.emit();
  await element.updateComplete;
  expect(element.querySelector("li")!.textContent).toMatch(/has enrolled,\s+first report \d\d:\d\d:\d\d/);
  expect(element.querySelector("img")).toBeNull();
});
