const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const small = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** A plain figure with thousands separators; small ones keep three significant digits. */
export function formatNumber(value: number): string {
  return Math.abs(value) > 0 && Math.abs(value) < 1 ? small.format(value) : plain.format(value);
}
