import { seriesKey } from "../../api/series-key.ts";
import type { Labels, TimeSeries, TimeSeriesAnswer } from "../../api/types.ts";

/** One value a time; null where the series has none. */
export interface KeyedSeries extends TimeSeries {
  readonly key: string;
}

/** Series over one axis of time. */
export interface SeriesTable {
  readonly unit: string | null;
  /** Unix milliseconds, ascending. */
  readonly times: readonly number[];
  readonly series: readonly KeyedSeries[];
}

/** The value of one series in a report. */
export interface Sample {
  readonly key: string;
  readonly client: string | null;
  readonly labels: Labels;
  readonly value: number | null;
}

/**
 * The points of one query: its history, and what came since, either as tails of a live query or report by report. With
 * a step, reports are folded into the bucket (end − step, end] in which they fall; it grows until it is over.
 */
export class Points implements SeriesTable {
  readonly unit: string | null;
  readonly times: number[];
  readonly series: KeyedSeries[];
  readonly #byKey: Map<string, KeyedSeries>;
  /** Sums of the current bucket, by series. */
  readonly #open = new Map<string, { sum: number; weight: number }>();
  #newest: number;

  /**
   * @param history its arrays are taken over and changed.
   * @param stepMs bucket width; 0 keeps every report as a point.
   */
  constructor(history: Pick<TimeSeriesAnswer, "unit" | "times" | "series">, private readonly stepMs: number) {
    this.unit = history.unit;
    this.times = history.times;
    this.series = history.series.map((each) => ({ ...each, key: seriesKey(each) }));
    this.#byKey = new Map(this.series.map((each) => [each.key, each]));
    this.#newest = this.times.at(-1) ?? Number.NEGATIVE_INFINITY;
  }

  /** The time of the newest report, or of the newest point where none was added; −∞ without any. */
  get newest(): number {
    return this.#newest;
  }

  /**
   * Adds the newest points of a live query: all that are later than the answer's `from` give way to those of the
   * answer. So buckets that grow and points that come late need no rule of their own.
   */
  applyTail({ from, times, series }: Pick<TimeSeriesAnswer, "from" | "times" | "series">): void {
    this.#cut(firstAfter(this.times, from));
    const before = this.times.length;
    this.#extend(times);
    this.#newest = this.times.at(-1) ?? Number.NEGATIVE_INFINITY;
    for (const { client, labels, values } of series) {
      const own = this.#find({ key: seriesKey({ client, labels }), client, labels });
      values.forEach((value, index) => (own.values[before + index] = value));
    }
  }

  /**
   * Adds a report; one that is not newer than the newest changes nothing.
   * @param isRate a rate holds since the report before: in a bucket it is weighed by that time.
   */
  addReport(time: number, samples: readonly Sample[], isRate: boolean): void {
    const { stepMs } = this;
    if (time <= this.#newest) return;
    const weight = isRate && stepMs > 0 ? Math.min(time - this.#newest, stepMs) : 1;
    this.#newest = time;
    const end = stepMs === 0 ? time : Math.ceil(time / stepMs) * stepMs;
    if (end !== this.times.at(-1)) {
      this.#open.clear();
      this.#extend([end]);
    }
    for (const sample of samples) this.#fold(sample, weight);
  }

  /** Drops points before `time`, and series that have no value left. */
  trim(time: number): void {
    const count = firstAfter(this.times, time - 1);
    if (count === 0) return;
    this.times.splice(0, count);
    for (const { values } of this.series) values.splice(0, count);
    const left = this.series.filter(({ values }) => values.some((value) => value !== null));
    this.series.splice(0, this.series.length, ...left);
    this.#byKey.clear();
    for (const each of left) this.#byKey.set(each.key, each);
  }

  #fold(sample: Sample, weight: number): void {
    const { values } = this.#find(sample);
    if (sample.value === null) return;
    const open = this.#open.get(sample.key) ?? { sum: 0, weight: 0 };
    open.sum += sample.value * weight;
    open.weight += weight;
    this.#open.set(sample.key, open);
    values[values.length - 1] = open.sum / open.weight;
  }

  #cut(length: number): void {
    this.times.length = length;
    for (const { values } of this.series) values.length = length;
  }

  #extend(times: readonly number[]): void {
    this.times.push(...times);
    for (const { values } of this.series) for (let index = 0; index < times.length; index++) values.push(null);
  }

  #find({ key, client, labels }: Omit<Sample, "value">): KeyedSeries {
    let series = this.#byKey.get(key);
    if (!series) {
      series = { key, client, labels, values: new Array<null>(this.times.length).fill(null) };
      this.#byKey.set(key, series);
      this.series.push(series);
    }
    return series;
  }
}

/** The place of the first of ascending times that is later than `time`. */
export function firstAfter(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
