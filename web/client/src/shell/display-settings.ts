import type { Figures } from "../api/types.ts";

/** From which values on a figure is warm, hot and critical, in its own unit. */
export type Thresholds = readonly [warm: number, hot: number, critical: number];

/** Thresholds by figure. */
export type ThresholdTable = Readonly<Partial<Record<keyof Figures, Thresholds>>>;

let table: ThresholdTable | undefined;

/** How a figure is coloured here, by the settings that the server put into the page; undefined: not at all. */
export function thresholdsOf(figure: keyof Figures): Thresholds | undefined {
  table ??= readTable();
  return table[figure];
}

/** Other thresholds for this page, such as those that an admin has just saved. */
export function useThresholds(thresholds: ThresholdTable): void {
  table = thresholds;
}

function readTable(): ThresholdTable {
  const block = globalThis.document?.getElementById("display-settings");
  if (!block) return {};
  return (JSON.parse(block.textContent ?? "") as { thresholds: ThresholdTable }).thresholds;
}
