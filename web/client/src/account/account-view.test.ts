// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Session } from "../api/types.ts";

await import("./account-view.ts");

const here: Session = { id: "a1", startedAt: 0, lastSeen: 0, address: "192.0.2.1", program: "<b>Browser</b>", isCurrent: true };
const there: Session = { id: "b2", startedAt: 0, lastSeen: Date.now() - 7_200_000, address: "192.0.2.2", program: "", isCurrent: false };
let sessions: Session[];
let ended: string[];

async function show(): Promise<HTMLElement> {
  const element = document.createElement("account-view");
  document.body.append(element);
  await vi.waitFor(() => expect(element.querySelector("table")).not.toBeNull());
  return element;
}

beforeEach(() => {
  sessions = [here, there];
  ended = [];
  vi.stubGlobal("fetch", async (url: string, { method }: RequestInit) => {
    if (method !== "DELETE") return new Response(JSON.stringify(sessions));
    ended.push(url);
    const known = sessions.some(({ id }) => url.endsWith(`/${id}`));
    sessions = sessions.filter(({ id }) => !url.endsWith(`/${id}`));
    return new Response(null, { status: known ? 204 : 404 });
  });
});

afterEach(() => document.body.replaceChildren());

test("sessions are listed, the present one marked", async () => {
  const element = await show();
  expect(element.querySelector("b")).toBeNull();
  const [first, second] = element.querySelectorAll("tbody tr");
  expect(first!.textContent).toMatch(/<b>Browser<\/b>[^]*192\.0\.2\.1[^]*this session/);
  expect(first!.querySelector("button")).toBeNull();
  expect(second!.textContent).toMatch(/unknown[^]*192\.0\.2\.2[^]*2h ago/);
});

test("ending a session ends it at the server, and the list is as it is there", async () => {
  const element = await show();
  element.querySelector<HTMLButtonElement>("tbody button")!.click();
  await vi.waitFor(() => expect(element.querySelectorAll("tbody tr")).toHaveLength(1));
  expect(ended).toEqual(["/api/sessions/b2"]);
  expect(element.querySelector("button")).toBeNull();
});

test("a session that has ended meanwhile is no problem", async () => {
  const element = await show();
  sessions = [here];
  element.querySelector<HTMLButtonElement>(".toolbar button")!.click();
  await vi.waitFor(() => expect(element.querySelectorAll("tbody tr")).toHaveLength(1));
  expect(element.querySelector(".outcome")).toBeNull();
});
