import { formatAxisTime } from "../format/time.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 3 * day, 7 * day, 14 * day, 30 * day, 91 * day, 182 * day];

/** Marks of a time axis at round times of the viewer's zone, at most `most`. */
export function timeTicks(from: number, to: number, most: number): { time: number; text: string }[] {
  const step = steps.find((each) => (to - from) / each <= most) ?? steps.at(-1)!;
  const ticks: { time: number; text: string }[] = [];
  for (let time = firstTick(from, step); time <= to; time = nextTick(time, step)) ticks.push({ time, text: formatAxisTime(time, step >= day ? day : step) });
  return ticks;
}

/** Whole days begin when the viewer's do, also where clocks are put forward or back. */
function firstTick(from: number, step: number): number {
  const midnight = new Date(from);
  midnight.setHours(0, 0, 0, 0);
  let time = midnight.getTime();
  while (time < from) time = nextTick(time, Math.min(step, day));
  return time;
}

function nextTick(time: number, step: number): number {
  if (step < day) return time + step;
  const next = new Date(time);
  next.setDate(next.getDate() + step / day);
  return next.getTime();
}
