/** The page of settings. */
import "./shell/shell.ts";
import "./settings/settings-view.ts";
