import type { Thresholds } from "../shell/display-settings.ts";

/** Three numbers as a person writes them; all empty: no colours. */
export type ThresholdDraft = readonly [string, string, string];

/** What a draft means: thresholds, null for no colours, or an error message. */
export type ReadDraft = Thresholds | null | string;

export function draftOf(thresholds: Thresholds | undefined, scale: number): ThresholdDraft {
  if (!thresholds) return ["", "", ""];
  const [warm, hot, critical] = thresholds;
  return [shown(warm, scale), shown(hot, scale), shown(critical, scale)];
}

export function readDraft(draft: ThresholdDraft, scale: number): ReadDraft {
  const texts = draft.map((text) => text.trim());
  if (texts.every((text) => text === "")) return null;
  const values = texts.map((text) => (text === "" ? NaN : Number(text) / scale));
  if (!values.every(Number.isFinite)) return "Give three numbers, or none for no colours.";
  const [warm, hot, critical] = values as [number, number, number];
  return warm <= hot && hot <= critical ? [warm, hot, critical] : "Each must be at least the one before it.";
}

/** Without the noise of binary fractions: 0.7 is 70 %, not 70.00000000000001. */
function shown(value: number, scale: number): string {
  return String(Number((value * scale).toPrecision(12)));
}
