// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { ApiError } from "../api/http.ts";
import type { DashboardRow } from "../api/types.ts";
import { exportDashboard } from "./dashboard-file.ts";
import type { DashboardList } from "./dashboard-list.ts";

const api = vi.hoisted(() => ({ list: vi.fn(), create: vi.fn() }));
vi.mock("../api/dashboards.ts", () => ({ dashboards: api }));
await import("./dashboard-list.ts");

let page: DashboardList;
let loaded: (rows: DashboardRow[]) => void;

beforeEach(async () => {
  api.list.mockReturnValue(new Promise<DashboardRow[]>((done) => (loaded = done)));
  api.create.mockReset();
  page = document.createElement("dashboard-list") as DashboardList;
  document.body.replaceChildren(page);
  await page.updateComplete;
});

function choose(text: string): void {
  const input = page.querySelector<HTMLInputElement>("input[type=file]")!;
  Object.defineProperty(input, "files", { value: [new File([text], "x.json")] });
  input.dispatchEvent(new Event("change"));
}

const failure = () => page.querySelector(".failure")?.textContent ?? "";

test("why a file cannot be imported stays to be read when the list comes", async () => {
  choose("{}");
  await vi.waitFor(() => expect(failure()).toContain("no dashboard of dcmon"));
  loaded([]);
  await vi.waitFor(() => expect(page.textContent).toContain("No dashboards yet"));
  expect(failure()).toContain("no dashboard of dcmon");
});

test("why the server does not take an imported dashboard is said", async () => {
  api.create.mockRejectedValue(new ApiError("A dashboard has at most 50 panels.", 400));
  choose(exportDashboard({ name: "A", panels: [] }));
  await vi.waitFor(() => expect(api.create).toHaveBeenCalled());
  await vi.waitFor(() => expect(failure()).toBe("A dashboard has at most 50 panels."));
});
