import type { Thresholds } from "../shell/display-settings.ts";

export type { Thresholds };
export type Level = "normal" | "warm" | "hot" | "critical";

export function levelOf(value: number, [warm, hot, critical]: Thresholds): Level {
  if (value >= critical) return "critical";
  if (value >= hot) return "hot";
  return value >= warm ? "warm" : "normal";
}
