import type { LineQueries } from "./line-queries.ts";
import type { KeyedSeries, SeriesTable } from "./points.ts";

/** The points of each query of a line. */
export type LineTables = { [part in keyof LineQueries]: SeriesTable | undefined };

type Operation = (value: number, other: number) => number | null;

/**
 * A line's series with others added, subtracted and divided by, series by series and point by point; what is missing
 * makes no point.
 */
export function combine({ metric, plus, minus, per }: LineTables): SeriesTable | null {
  if (!metric) return null;
  const steps: [SeriesTable | undefined, Operation][] = [
    [plus, (value, other) => value + other],
    [minus, (value, other) => value - other],
    [per, (value, other) => (other === 0 ? null : value / other)],
  ];
  return steps.reduce((table, [other, operation]) => (other ? apply(table, other, operation) : table), metric);
}

function apply({ unit, times, series }: SeriesTable, other: SeriesTable, operation: Operation): SeriesTable {
  const others = new Map(other.series.map(({ key, values }) => [key, values]));
  const at = placesIn(times, other.times);
  const combined = series.flatMap((each): KeyedSeries[] => {
    const values = others.get(each.key);
    if (!values) return [];
    return [{ ...each, values: each.values.map((value, index) => pointOf(value, values[at ? at[index]! : index], operation)) }];
  });
  return { unit, times, series: combined };
}

function pointOf(value: number | null, other: number | null | undefined, operation: Operation): number | null {
  return value === null || other === null || other === undefined ? null : operation(value, other);
}

/** Where each time is in another axis (−1: nowhere); null where both axes are the same. */
function placesIn(times: readonly number[], others: readonly number[]): number[] | null {
  if (times.length === others.length && times.every((time, index) => time === others[index])) return null;
  const places = new Map(others.map((time, index) => [time, index]));
  return times.map((time) => places.get(time) ?? -1);
}
