import type { Level } from "../../fleet/level.ts";
import type { StateText } from "./section.ts";

/** A state that needs no attention. */
export function normal(text: string): StateText {
  return { text, level: "normal" };
}

/** Texts for 1 and 0, of which one may be bad. */
export function yesNo(yes: string, no: string, bad: { yes?: Level; no?: Level } = {}): (code: number) => StateText {
  return (code) => (code ? { text: yes, level: bad.yes ?? "normal" } : { text: no, level: bad.no ?? "normal" });
}

/** Texts for the numbers 0, 1, 2…; others are shown as numbers. */
export function oneOf(...texts: readonly StateText[]): (code: number) => StateText {
  return (code) => texts[code] ?? normal(String(code));
}

/** Texts for states by name; those that are not listed are normal. */
export function byState(levels: Readonly<Record<string, Level>>): (state: string) => StateText {
  return (state) => ({ text: state.replaceAll("_", " "), level: levels[state] ?? "normal" });
}
