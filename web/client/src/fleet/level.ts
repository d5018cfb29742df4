/** From which ratios on a figure is warm, hot and critical. */
export type Thresholds = readonly [warm: number, hot: number, critical: number];
export type Level = "normal" | "warm" | "hot" | "critical";

export function levelOf(value: number, [warm, hot, critical]: Thresholds): Level {
  if (value >= critical) return "critical";
  if (value >= hot) return "hot";
  return value >= warm ? "warm" : "normal";
}
