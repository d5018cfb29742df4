/** What a box shows of a set of values. */
export interface Quartiles {
  lowest: number;
  q1: number;
  median: number;
  q3: number;
  highest: number;
  count: number;
}

/**
 * Quartiles with linear interpolation between ranks (method 7 of Hyndman and Fan, as spreadsheets have it); null
 * without values.
 */
export function quartiles(values: readonly number[]): Quartiles | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (q: number): number => {
    const rank = q * (sorted.length - 1);
    const below = Math.floor(rank);
    const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
    return low + (rank - below) * (high - low);
  };
  return { lowest: sorted[0]!, q1: at(0.25), median: at(0.5), q3: at(0.75), highest: sorted.at(-1)!, count: sorted.length };
}
