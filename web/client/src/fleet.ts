/** The fleet's page. */
import "./shell/shell.ts";
import "./fleet/column-chooser.ts";
import "./fleet/fleet-rows.ts";
import "./fleet/heat/heat-map.ts";
import "./fleet/fleet-table.ts";
