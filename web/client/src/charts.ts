/** The fleet's charts. */
import "./shell/shell.ts";
import "./charts/fleet/fleet-charts.ts";
