/** The fleet's page. */
import "./shell/shell.ts";
import "./fleet/fleet-table.ts";
