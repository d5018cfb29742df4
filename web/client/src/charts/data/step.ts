/** Up to this span (seconds) every report of a machine is a point. */
const rawUpTo = 15 * 60;
/** Points that a line of means has at most: more cannot be distinguished on a chart of usual width. */
const mostMeans = 500;
/** Bucket widths (seconds) that divide a minute, an hour or a day. */
const niceSteps = [10, 15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** Bucket width of reports of one machine over `range` seconds, in seconds; 0 means raw reports. */
export function stepOfReports(range: number): number {
  return range <= rawUpTo ? 0 : niceStep(range / mostMeans);
}

/**
 * Bucket width of queries over `range` seconds on a plot so many pixels wide, in seconds: two pixels each, for a bucket
 * may have two points. Of several machines it is never 0: they report at times of their own, and lines need one axis.
 */
export function stepOfQueries(range: number, pixels: number, oneMachine: boolean): number {
  return oneMachine && range <= rawUpTo ? 0 : niceStep((2 * range) / Math.max(pixels, 100));
}

/** The smallest of the bucket widths that is not less, seconds. */
export function niceStep(least: number): number {
  return niceSteps.find((step) => step >= least) ?? niceSteps.at(-1)!;
}

/** Neighbouring points further apart than this (milliseconds) have a gap between them. */
export function longestJoin(stepSeconds: number): number {
  return Math.max(2.5 * stepSeconds, 35) * 1000;
}
