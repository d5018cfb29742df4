/** Lanes of states over time: the rental timeline first. */
import "./shell/shell.ts";
import "./timeline/state-timeline.ts";
