import type { Unit } from "../format/unit.ts";

/** The smallest top of an axis, so that noise around nothing does not look like a load. */
const leastTop: Readonly<Record<Unit, number>> = {
  ratio: 0.01, bytes: 1024, bytesPerSecond: 1000, seconds: 0.001, celsius: 10, watts: 1, rpm: 100, hertz: 1e6, volts: 1, amperes: 0.1, count: 1,
};
const decimalSteps = [1, 2, 2.5, 5, 10];
const binarySteps = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/** Marks of a value axis from 0 to at least `max`, at most `most` steps apart evenly, at figures that read well in the unit. */
export function ticks(max: number, unit: Unit, most = 4): number[] {
  const top = Math.max(max, leastTop[unit]);
  const base = unit === "bytes" ? 1024 : 10;
  const steps = unit === "bytes" ? binarySteps : decimalSteps;
  const least = top / most;
  const power = base ** Math.floor(Math.log(least) / Math.log(base) + 1e-9);
  const step = power * steps.find((each) => each * power >= least * (1 - 1e-9))!;
  const count = Math.ceil(top / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
