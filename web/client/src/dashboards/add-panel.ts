import { dashboards } from "../api/dashboards.ts";
import { ApiError } from "../api/http.ts";
import type { Dashboard } from "../api/types.ts";
import { mostPanels, readPanels, type Panel } from "./dashboard-content.ts";

/** If it was changed between reading and writing, it is read again. */
const tries = 3;

/**
 * Adds a panel to a dashboard as it is on the server now.
 * @throws ApiError where the server refuses; Error with a message for display where there is no room.
 */
export async function addPanel(id: string, panel: Panel): Promise<Dashboard> {
  for (let left = tries; ; left--) {
    const dashboard = await dashboards.get(id);
    const { panels, lost } = readPanels(dashboard.content);
    if (lost > 0) throw new Error("That dashboard has panels of a newer dcmon; saving it here would lose them.");
    if (panels.length >= mostPanels) throw new Error(`That dashboard has ${mostPanels} panels, and there is no room for more.`);
    try {
      await dashboards.save(id, dashboard.version, { name: dashboard.name, shared: dashboard.shared, content: { panels: [...panels, panel] } });
      return dashboard;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409 || left <= 1) throw error;
    }
  }
}
