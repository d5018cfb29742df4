import type { Level } from "../../fleet/level.ts";
import type { Words } from "./section.ts";

/** A state that needs no attention. */
export function calm(text: string): Words {
  return { text, level: "normal" };
}

/** Words for 1 and 0, of which one may be bad. */
export function yesNo(yes: string, no: string, bad: { yes?: Level; no?: Level } = {}): (code: number) => Words {
  return (code) => (code ? { text: yes, level: bad.yes ?? "normal" } : { text: no, level: bad.no ?? "normal" });
}

/** Words for the numbers 0, 1, 2…; others are shown as numbers. */
export function oneOf(...words: readonly Words[]): (code: number) => Words {
  return (code) => words[code] ?? calm(String(code));
}

/** Words for states by name; those that are not listed are calm. */
export function byState(levels: Readonly<Record<string, Level>>): (state: string) => Words {
  return (state) => ({ text: state.replaceAll("_", " "), level: levels[state] ?? "normal" });
}
