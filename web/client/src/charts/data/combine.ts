import type { TimeSeries, TimeSeriesAnswer } from "../../api/types.ts";
import type { LineAnswers } from "./query-chart.ts";
import { seriesKey } from "./tail.ts";

type Operation = (value: number, other: number) => number | null;
type Values = readonly (number | null)[];

/** A line's answer with others added, taken off and divided by, series by series and point by point; what is missing makes no point. */
export function combine({ metric, plus, minus, per }: LineAnswers): TimeSeriesAnswer | null {
  if (!metric) return null;
  const steps: [TimeSeriesAnswer | undefined, Operation][] = [
    [plus, (value, other) => value + other],
    [minus, (value, other) => value - other],
    [per, (value, other) => (other === 0 ? null : value / other)],
  ];
  return steps.reduce((answer, [other, operation]) => (other ? apply(answer, other, operation) : answer), metric);
}

function apply(answer: TimeSeriesAnswer, other: TimeSeriesAnswer, operation: Operation): TimeSeriesAnswer {
  const others = new Map(other.series.map((each) => [seriesKey(each), each.values]));
  const at = placesIn(answer.times, other.times);
  const series = answer.series.flatMap((each): TimeSeries[] => {
    const values = others.get(seriesKey(each));
    return values ? [{ ...each, values: each.values.map((value, index) => pointOf(value, values, at ? at[index]! : index, operation)) }] : [];
  });
  return { ...answer, series };
}

function pointOf(value: number | null, others: Values, place: number, operation: Operation): number | null {
  const other = others[place];
  return value === null || other === null || other === undefined ? null : operation(value, other);
}

/** Where each time is in another axis (−1: nowhere); null where both axes are the same. */
function placesIn(times: readonly number[], others: readonly number[]): number[] | null {
  if (times.length === others.length && times.every((time, index) => time === others[index])) return null;
  const places = new Map(others.map((time, index) => [time, index]));
  return times.map((time) => places.get(time) ?? -1);
}
