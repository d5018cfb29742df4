import type { Columns, Frame, Point } from "./frame.ts";

/**
 * Puts a gap (null) between neighbouring times that are more than `longest` apart.
 * @param joins whether a line goes on (undefined) over values that are missing for no longer, as it does where the axis
 * ends so soon after its last; else each of them stays what it is.
 */
export function markGaps({ times, columns }: Columns, longest: number, joins: boolean): Frame {
  const holes = times.flatMap((time, index) => (index > 0 && time - times[index - 1]! > longest ? [index] : []));
  const axis = insert(times, holes, (before) => times[before]! + 1);
  const broken = columns.map((column) => insert<Point>(column, holes, () => null));
  return { times: axis, columns: joins ? broken.map((column) => joinShort(axis, column, longest)) : broken };
}

/** Changes the column in place. */
function joinShort(times: readonly number[], column: Point[], longest: number): Point[] {
  let last = -1;
  for (let index = 0; index < column.length; index++) {
    const value = column[index];
    if (value === null || value === undefined) {
      column[index] = null;
      continue;
    }
    const isShort = last >= 0 && last < index - 1 && times[index]! - times[last]! <= longest;
    if (isShort) column.fill(undefined, last + 1, index);
    last = index;
  }
  // The newest step may not have the line's point yet.
  if (last >= 0 && times.at(-1)! - times[last]! <= longest) column.fill(undefined, last + 1);
  return column;
}

/** A copy with one more element before each of the places. */
function insert<T>(values: readonly T[], places: readonly number[], element: (before: number) => T): T[] {
  if (places.length === 0) return values.slice();
  const result: T[] = [];
  let start = 0;
  for (const place of places) {
    for (let index = start; index < place; index++) result.push(values[index]!);
    result.push(element(place - 1));
    start = place;
  }
  for (let index = start; index < values.length; index++) result.push(values[index]!);
  return result;
}
