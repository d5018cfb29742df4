/**
 * A figure in the unit of its size, three digits of precision at most, so that a column of them is read at a glance:
 * 15.6 GiB. Units are each `base` times the one before; the first has no decimals.
 */
export function formatScaled(value: number, base: number, units: readonly string[]): string {
  let rest = Math.abs(value);
  let power = 0;
  while (rounded(rest, power) >= base && power < units.length - 1) {
    rest /= base;
    power++;
  }
  const sign = value < 0 ? "−" : "";
  return `${sign}${rounded(rest, power).toFixed(decimals(rest, power))} ${units[power]}`;
}

function decimals(value: number, power: number): number {
  if (power === 0) return 0;
  return value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
}

function rounded(value: number, power: number): number {
  return Number(value.toFixed(decimals(value, power)));
}
