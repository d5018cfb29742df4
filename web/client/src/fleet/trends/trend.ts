import { getJson } from "../../api/http.ts";
import { historyAddress } from "../../api/timeseries.ts";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import type { TrendQuery } from "./trend-queries.ts";

/** A figure's last hour; times in Unix milliseconds. */
export interface Trend {
  from: number;
  to: number;
  times: readonly number[];
  values: readonly (number | null)[];
}

/** An hour, milliseconds. */
const span = 3_600_000;
/** Seconds between points: 30 in an hour, which is what so small a line can show. */
const step = 120;

/** Fetches the last hour of some machines; those without it are not in the answer. */
export async function fetchTrends(
  query: TrendQuery, clients: readonly string[], to: number, signal: AbortSignal,
): Promise<Map<string, Trend>> {
  const [part, whole] = await Promise.all([query, query.whole].map((series) =>
    series && getJson<TimeSeriesAnswer>(historyAddress({ ...series, clients }, step, to - span, to), signal)));
  return new Map(part!.series.map(({ client, values }) => {
    const wholes = whole && valuesByTime(whole, client);
    return [client ?? "", {
      from: to - span, to, times: part!.times,
      values: wholes ? values.map((value, i) => shareOf(value, wholes.get(part!.times[i]!) ?? null, query.rest ?? false)) : values,
    }];
  }));
}

/** A part of a whole as a ratio, or what is left of the whole; without either it is not known. */
export function shareOf(part: number | null, whole: number | null, rest: boolean): number | null {
  if (part === null || whole === null || whole <= 0) return null;
  return rest ? 1 - part / whole : part / whole;
}

function valuesByTime({ times, series }: TimeSeriesAnswer, client: string | null): Map<number, number | null> {
  const line = series.find((each) => each.client === client);
  return new Map(times.map((time, i) => [time, line?.values[i] ?? null]));
}
