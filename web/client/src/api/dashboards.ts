import { getJson, sendJson } from "./http.ts";
import type { Dashboard, DashboardRow } from "./types.ts";

/** What a user sets of a dashboard. */
export interface DashboardDraft {
  name: string;
  shared: boolean;
  content: unknown;
}

export const dashboards = {
  list: () => getJson<DashboardRow[]>("/api/dashboards"),
  get: (id: string) => getJson<Dashboard>(`/api/dashboards/${encodeURIComponent(id)}`),
  create: (draft: DashboardDraft) => sendJson<DashboardRow>("POST", "/api/dashboards", draft),
  /** Refused with 409 if it was changed since that version. */
  save: (id: string, version: number, draft: DashboardDraft) => sendJson<DashboardRow>("PUT", `/api/dashboards/${encodeURIComponent(id)}`, { ...draft, version }),
  remove: (id: string) => sendJson<void>("DELETE", `/api/dashboards/${encodeURIComponent(id)}`),
};
