/** What every page behind the login has. */
import "./live-status.ts";
import "./theme-toggle.ts";
