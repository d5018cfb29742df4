import type { Unit } from "../../format/unit.ts";

/** The smallest span of an axis, so that noise around nothing does not look like a load. */
const leastSpan: Readonly<Record<Unit, number>> = {
  ratio: 0.01, bytes: 1024, bytesPerSecond: 1000, seconds: 0.001, count: 1, perSecond: 0.01,
  celsius: 10, watts: 10, rpm: 100, hertz: 1000, volts: 0.5, amperes: 0.1, joules: 1,
};
/** Zero means nothing in these units: their axis covers the values only. */
const floating: ReadonlySet<Unit> = new Set(["celsius", "volts"]);
const decimalSteps = [1, 2, 2.5, 5, 10];
const binarySteps = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/**
 * Marks of a value axis that hold `min` and `max`, at most `most` steps apart evenly, at figures that read well in the
 * unit. The axis starts at 0, except for negative values and for units in which zero means nothing.
 */
export function ticks(min: number, max: number, unit: Unit, most = 4): number[] {
  let [low, high] = floating.has(unit) ? [min, max] : [Math.min(0, min), Math.max(0, max)];
  const lack = leastSpan[unit] - (high - low);
  if (lack > 0) {
    high += floating.has(unit) ? lack / 2 : lack;
    if (floating.has(unit)) low -= lack / 2;
  }
  for (let steps = most; ; steps--) {
    const step = markStep((high - low) / steps, unit);
    const first = Math.floor(low / step + 1e-9);
    const last = Math.ceil(high / step - 1e-9);
    // Where low is between two marks, one more step may be needed than there is room for: then take a larger one.
    if (last - first <= most || steps === 1) return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  }
}

/** The smallest distance of marks that is not less, at figures that read well in the unit. */
export function markStep(least: number, unit: Unit): number {
  const base = unit === "bytes" ? 1024 : 10;
  const steps = unit === "bytes" ? binarySteps : decimalSteps;
  const power = base ** Math.floor(Math.log(least) / Math.log(base) + 1e-9);
  return power * steps.find((each) => each * power >= least * (1 - 1e-9))!;
}
