/** Ranges of equal width that cover an extent. */
export interface Bins {
  length: number;
  width: number;
  /** Where a range starts; that of `length` is the end of the last. */
  start(bin: number): number;
  /** The share of values in each range; they add up to 1, or are all 0 without values. */
  count(values: readonly number[]): number[];
}

/** At most `most` ranges, whose width is 1, 2 or 5 times a power of ten. */
export function bins(extent: readonly [number, number] | undefined, most: number): Bins {
  const [low, high] = extent ?? [0, 1];
  const least = Math.max((high - low) / most, Math.abs(high) * 1e-9, 1e-12);
  const power = 10 ** Math.floor(Math.log10(least));
  const width = power * [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9))!;
  const first = Math.floor(low / width + 1e-9);
  const length = Math.max(1, Math.floor(high / width + 1e-9) - first + 1);
  return {
    length,
    width,
    start: (bin) => (first + bin) * width,
    count: (values) => {
      const counts = new Array<number>(length).fill(0);
      for (const value of values) counts[Math.min(length - 1, Math.max(0, Math.floor(value / width + 1e-9) - first))]!++;
      return values.length === 0 ? counts : counts.map((count) => count / values.length);
    },
  };
}
