import { getJson, sendJson } from "./http.ts";

/** A dashboard in the list. Name and owner are untrusted text. */
export interface DashboardRow {
  id: string;
  name: string;
  owner: string;
  shared: boolean;
  changed: number;
  version: number;
}

/** A dashboard; its content is read by `dashboard-content.ts`. */
export interface Dashboard extends DashboardRow {
  content: unknown;
}

/** What a person decides of a dashboard. */
export interface DashboardDraft {
  name: string;
  shared: boolean;
  content: unknown;
}

export const dashboards = {
  list: () => getJson<DashboardRow[]>("/api/dashboards"),
  get: (id: string) => getJson<Dashboard>(`/api/dashboards/${encodeURIComponent(id)}`),
  create: (draft: DashboardDraft) => sendJson<DashboardRow>("POST", "/api/dashboards", draft),
  /** Refused with 409 where somebody changed it since that version. */
  save: (id: string, version: number, draft: DashboardDraft) => sendJson<DashboardRow>("PUT", `/api/dashboards/${encodeURIComponent(id)}`, { ...draft, version }),
  remove: (id: string) => sendJson<void>("DELETE", `/api/dashboards/${encodeURIComponent(id)}`),
};
