/** A condition on a label, as the explorer's form has it. */
export interface Matcher {
  label: string;
  operator: "=" | "!=" | "=~" | "!~";
  value: string;
}

export const operators: readonly { operator: Matcher["operator"]; words: string }[] = [
  { operator: "=", words: "is" },
  { operator: "!=", words: "is not" },
  { operator: "=~", words: "matches" },
  { operator: "!~", words: "does not match" },
];

/** A condition in Prometheus' notation. */
export function matcherText({ label, operator, value }: Matcher): string {
  return `${label}${operator}"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

/** Reads what `matcherText` writes; null for anything else. */
export function parseMatcher(text: string): Matcher | null {
  const found = /^([A-Za-z_][A-Za-z0-9_]*)(=~|!~|!=|=)"((?:[^"\\]|\\.)*)"$/s.exec(text);
  if (!found) return null;
  const value = found[3]!.replace(/\\(.)/gs, (_, each: string) => (each === "n" ? "\n" : each));
  return { label: found[1]!, operator: found[2] as Matcher["operator"], value };
}
