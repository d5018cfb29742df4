/** The pages of dashboards: their list, and one of them. */
import "./shell/shell.ts";
import "./dashboards/dashboard-list.ts";
import "./dashboards/dashboard-view.ts";
