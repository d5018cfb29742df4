/** The known ones of several texts, joined; null where none is. */
export function joined(separator: string, ...parts: (string | null)[]): string | null {
  return parts.filter((part) => part !== null && part !== "").join(separator) || null;
}

/** A text behind what it is: `named("CUDA", "12.4")`; null where it is not known. */
export function named(name: string, text: string | number | null): string | null {
  return text === null || text === "" ? null : `${name} ${text}`;
}
