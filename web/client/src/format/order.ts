const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The order of names as people count, whatever their case: gpu9 before gpu10. */
export const compareNames: (a: string, b: string) => number = collator.compare;
