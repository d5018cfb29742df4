// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import type { ProgramToken } from "../../api/types.ts";
import type { ProgramTokens } from "./program-tokens.ts";

vi.mock("../../settings/confirm.ts", () => ({ confirmed: async () => true }));
await import("./program-tokens.ts");

const hostile = `<img src=x onerror="document.title='owned'">`;
let tokens: ProgramToken[];
let asked: { method: string; url: string; body: string | null }[];

const token = (id: string, name: string): ProgramToken =>
  ({ id, name, createdAt: 1_700_000_000_000, createdBy: hostile, expiresAt: 1_800_000_000_000, lastUsed: null });

async function shown(): Promise<ProgramTokens> {
  const element = document.createElement("program-tokens") as ProgramTokens;
  element.client = "m/1";
  document.body.append(element);
  await vi.waitFor(() => expect(element.querySelector("[role=status]")!.getAttribute("data-kind")).toBe("done"));
  return element;
}

beforeEach(() => {
  document.body.replaceChildren();
  tokens = [token("0123456789abcdef", hostile)];
  asked = [];
  vi.stubGlobal("fetch", async (url: string, { method = "GET", body = null }: RequestInit) => {
    asked.push({ method, url, body: body as string | null });
    if (method === "POST") {
      tokens.push(token("1", "switch"));
      return new Response(JSON.stringify({ token: "dcm_m_secret" }), { status: 201 });
    }
    if (method === "GET") return new Response(JSON.stringify(tokens), { status: 200 });
    tokens = tokens.filter((each) => !url.endsWith(`/${each.id}`));
    return new Response(null, { status: 204 });
  });
});

test("names of programs and accounts are text", async () => {
  const element = await shown();
  expect(element.querySelector("img")).toBeNull();
  expect(element.querySelector("tbody th")!.textContent).toBe(hostile);
  expect([...element.querySelectorAll("td")].slice(0, 3).map((cell) => cell.textContent)).toEqual(
    [`Nov 14, 2023 by ${hostile}`, "Jan 15, 2027", "never"]);
});

test("a token that is made is shown, and listed without itself", async () => {
  const element = await shown();
  element.querySelector<HTMLInputElement>("[name=name]")!.value = " switch ";
  element.querySelector<HTMLSelectElement>("[name=days]")!.value = "365";
  element.querySelector("form")!.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  await vi.waitFor(() => expect(element.querySelector("pre")!.textContent).toBe("Authorization: Bearer dcm_m_secret"));
  expect(asked.find(({ method }) => method === "POST")).toEqual(
    { method: "POST", url: "/api/clients/m%2F1/tokens", body: JSON.stringify({ name: "switch", lifetimeSeconds: 31_536_000 }) });
  await vi.waitFor(() => expect(element.querySelectorAll("tbody tr").length).toBe(2));
});

test("a token that is revoked leaves the list", async () => {
  const element = await shown();
  element.querySelector<HTMLButtonElement>("tbody button")!.click();
  await vi.waitFor(() => expect(element.querySelector("tbody tr")).toBeNull());
  expect(element.textContent).toContain("Revoked.");
});
