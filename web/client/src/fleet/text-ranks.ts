const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The order of texts as people count: gpu9 before gpu10. */
export function compareTexts(a: string, b: string): number {
  return collator.compare(a, b);
}

/** The place of each text among all: comparing texts is slow, and they hardly change. */
export class TextRanks {
  #ranks = new Map<string, number>();

  /** Takes in all texts there are; does nothing where none is new. */
  learn(texts: readonly string[]): void {
    if (texts.every((text) => this.#ranks.has(text))) return;
    let rank = 0;
    const sorted = [...new Set(texts)].sort(collator.compare);
    this.#ranks = new Map(sorted.map((text, i) => {
      if (i > 0 && collator.compare(sorted[i - 1]!, text) !== 0) rank++;
      return [text, rank];
    }));
  }

  of(text: string): number {
    return this.#ranks.get(text)!;
  }
}
