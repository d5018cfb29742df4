// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import type { EnrollmentToken } from "../api/types.ts";
import type { EnrolmentTokens } from "./enrolment-tokens.ts";

vi.mock("./confirm.ts", () => ({ confirmed: async () => true }));
await import("./enrolment-tokens.ts");

const hostile = `<img src=x onerror="document.title='owned'">`;
let tokens: EnrollmentToken[];

async function shown(): Promise<EnrolmentTokens> {
  const element = document.createElement("enrolment-tokens") as EnrolmentTokens;
  document.body.append(element);
  await vi.waitFor(() => expect(element.querySelector("[role=status]")!.getAttribute("data-kind")).toBe("done"));
  return element;
}

beforeEach(() => {
  document.body.replaceChildren();
  tokens = [{ id: "0123456789abcdef", expiresAt: 2_000_000_000_000, usesLeft: 2, tags: [hostile], group: hostile, createdAt: 1_700_000_000_000, createdBy: hostile }];
  vi.stubGlobal("fetch", async (url: string, { method = "GET" }: RequestInit) => {
    if (method !== "DELETE") return new Response(JSON.stringify(tokens), { status: 200 });
    tokens = tokens.filter((each) => !url.endsWith(`/${each.id}`));
    return new Response(null, { status: 204 });
  });
});

test("names, tags and groups of tokens are text", async () => {
  const element = await shown();
  expect(element.querySelector("img")).toBeNull();
  expect([...element.querySelectorAll("td")].slice(0, 3).map((cell) => cell.textContent)).toEqual(["2", hostile, hostile]);
});

test("a token that is revoked leaves the list", async () => {
  const element = await shown();
  element.querySelector("button")!.click();
  await vi.waitFor(() => expect(element.querySelector("tr")).toBeNull());
  expect(element.textContent).toContain("Revoked.");
});
