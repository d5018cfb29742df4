/** A machine's page. */
import "./shell/shell.ts";
import "./machine/machine-view.ts";
