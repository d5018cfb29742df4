/** The explorer's page. */
import "./shell/shell.ts";
import "./explore/metric-explorer.ts";
