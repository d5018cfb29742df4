import { compareNames } from "../format/order.ts";

/** The place of each text among all: comparing texts is slow, and they hardly change. */
export class TextRanks {
  #ranks = new Map<string, number>();

  /** Ranks all texts; does nothing where none is new. */
  learn(texts: readonly string[]): void {
    if (texts.every((text) => this.#ranks.has(text))) return;
    let rank = 0;
    const sorted = [...new Set(texts)].sort(compareNames);
    this.#ranks = new Map(sorted.map((text, i) => {
      if (i > 0 && compareNames(sorted[i - 1]!, text) !== 0) rank++;
      return [text, rank];
    }));
  }

  of(text: string): number {
    return this.#ranks.get(text)!;
  }
}
