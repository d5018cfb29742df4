import type { Labels } from "./types.ts";

/** A condition on a label. */
export interface Matcher {
  label: string;
  operator: "=" | "!=" | "=~" | "!~";
  value: string;
}

/** A condition in Prometheus' notation: `gpu=~"0|1"`. */
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

/** The conditions that a series has exactly these values of these labels. */
export function equalTo(labels: Labels): string[] {
  return Object.entries(labels).map(([label, value]) => matcherText({ label, operator: "=", value }));
}

/**
 * A test of labels by conditions, all of which must hold. A label that is not there counts as an empty one; a pattern
 * must fit the whole value, and is one of JavaScript.
 * @throws SyntaxError for a text that is no condition.
 */
export function matchAll(texts: readonly string[]): (labels: Labels) => boolean {
  const tests = texts.map(testOf);
  return (labels) => tests.every((test) => test(labels));
}

function testOf(text: string): (labels: Labels) => boolean {
  const matcher = parseMatcher(text);
  if (!matcher) throw new SyntaxError(`'${text}' is not a condition on a label.`);
  const { label, operator, value } = matcher;
  if (operator === "=") return (labels) => (labels[label] ?? "") === value;
  if (operator === "!=") return (labels) => (labels[label] ?? "") !== value;
  const pattern = new RegExp(`^(?:${value})$`, "s");
  return (labels) => pattern.test(labels[label] ?? "") === (operator === "=~");
}
