/** A value to draw: null is a gap, undefined means that another line has a point here and this one continues. */
export type Point = number | null | undefined;

/** Columns over one time axis. */
export interface Columns {
  readonly times: readonly number[];
  readonly columns: readonly (readonly Point[])[];
}

/** Columns over one time axis, as uPlot takes them. */
export interface Frame {
  times: number[];
  columns: Point[][];
}

/** Puts several time axes with their columns on one that has every time of any of them, in order. */
export function align(parts: readonly Columns[]): Columns {
  const times = unionOf(parts.map((part) => part.times));
  const columns = parts.flatMap((part) => {
    if (part.times.length === times.length) return part.columns;
    const at = new Map(part.times.map((time, index) => [time, index]));
    const places = times.map((time) => at.get(time));
    return part.columns.map((column) => places.map((place) => (place === undefined ? undefined : column[place] ?? null)));
  });
  return { times, columns };
}

/**
 * Sums each column up with those before it, for areas on top of one another. Where none has a value there is a gap;
 * where only some have, the others count as 0.
 */
export function stack(columns: readonly (readonly Point[])[]): Point[][] {
  const sums = new Array<number>(columns[0]?.length ?? 0).fill(0);
  const isGap = sums.map((_, row) => !columns.some((column) => typeof column[row] === "number"));
  return columns.map((column) =>
    column.map((value, row) => (isGap[row] ? null : (sums[row] = sums[row]! + (value ?? 0)))));
}

/** Places of points with a gap on either side: a line through one point has no length, so these need a dot. */
export function lonelyPoints(values: ArrayLike<Point>, first: number, last: number): number[] {
  const lonely: number[] = [];
  let before: Point = null;
  for (let index = first; index <= last; index++) {
    const value = values[index];
    if (value === undefined) continue;
    if (value !== null && before === null && next(values, index, last) === null) lonely.push(index);
    before = value;
  }
  return lonely;
}

function next(values: ArrayLike<Point>, index: number, last: number): number | null {
  for (let each = index + 1; each <= last; each++) if (values[each] !== undefined) return values[each] as number | null;
  return null;
}

function unionOf(axes: readonly (readonly number[])[]): number[] {
  const longest = axes.reduce((best, axis) => (axis.length > best.length ? axis : best), axes[0] ?? []);
  const known = new Set(longest);
  const others = axes.flatMap((axis) => axis.filter((time) => !known.has(time)));
  return others.length === 0 ? [...longest] : [...new Set([...longest, ...others])].sort((a, b) => a - b);
}

/** The newest value of each column; what is undefined there has its newest before. */
export function newestValues({ columns }: Frame): (number | null)[] {
  return columns.map((column) => column.findLast((value) => value !== undefined) ?? null);
}
