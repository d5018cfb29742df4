const small = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const large = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/**
 * A plain figure with thousands separators; small ones keep three significant digits, from a thousand on there are no
 * fractions.
 */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  return (size > 0 && size < 1 ? small : size < 1000 ? plain : large).format(value);
}
