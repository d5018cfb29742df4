import { timeSeriesUrl } from "../../api/timeseries.ts";
import type { LiveReport, TimeSeriesAnswer } from "../../api/types.ts";
import { lineKey } from "../../charts/data/track.ts";
import { Emitter } from "../../live/emitter.ts";
import type { Figure, Past } from "./section.ts";

/** Width of a step of the short history, milliseconds. */
export const stepMs = 15_000;
/** Steps that are shown: a quarter of an hour. */
export const steps = 60;

/** Where the past comes from, and the time by the server's clock. */
export interface HistorySource {
  fetch(url: string): Promise<TimeSeriesAnswer>;
  now(): number;
}

interface Line {
  figure: Figure;
  /** By the number of the step; each ends at its number times the step's width. */
  values: Map<number, number>;
  /** Number of reports in the newest step, for its mean. */
  open: { step: number; sum: number; count: number };
}

/**
 * The last quarter of an hour of the figures that are on screen: fetched once, a request for all figures of a metric, and gone on
 * with from reports. A figure that nobody asked for costs nothing.
 */
export class ShortHistory {
  /** Something older than the newest report came in. */
  readonly loaded = new Emitter<void>();
  readonly #lines = new Map<string, Line>();
  #asked = new Map<string, Promise<void>>();

  constructor(private readonly client: string, private readonly source: HistorySource) {}

  /** The history of a figure up to the newest step, the oldest first; null where there was nothing. The key names it for good. */
  line(key: string, figure: Figure): (number | null)[] {
    let line = this.#lines.get(key);
    if (!line) this.#lines.set(key, (line = { figure, values: new Map(), open: { step: 0, sum: 0, count: 0 } }));
    line.figure = figure;
    if (figure.past) this.#ask(figure.past);
    const newest = stepOf(this.source.now());
    const { values } = line;
    return Array.from({ length: steps }, (_, index) => values.get(newest - steps + 1 + index) ?? null);
  }

  /** Takes in a report. */
  append({ time, values }: Pick<LiveReport, "time" | "values">): void {
    const step = stepOf(time);
    for (const line of this.#lines.values()) {
      const value = line.figure.value(values);
      if (value === null || step < line.open.step) continue;
      if (step > line.open.step) line.open = { step, sum: 0, count: 0 };
      line.open.sum += value;
      line.open.count++;
      line.values.set(step, line.open.sum / line.open.count);
      if (line.values.size > 2 * steps) for (const each of line.values.keys()) if (each <= step - steps) line.values.delete(each);
    }
  }

  /** Reports may have been missed: what is asked for from now on is fetched anew. */
  refetch(): void {
    this.#asked = new Map();
    this.loaded.emit();
  }

  #ask(past: Past): void {
    const key = requestOf(past);
    if (!this.#asked.has(key)) this.#asked.set(key, this.#load(past, key));
  }

  async #load(past: Past, key: string): Promise<void> {
    const end = Math.floor(this.source.now() / stepMs) * stepMs;
    const { metric, rate, aggregate, match } = past;
    const url = timeSeriesUrl({
      metric, rate, client: this.client, from: end - steps * stepMs, to: end, step: stepMs / 1000,
      ...(aggregate ? { aggregate, labels: past.labels } : {}),
    });
    let answer: TimeSeriesAnswer;
    try {
      answer = await this.source.fetch(match ? `${url}&match=${encodeURIComponent(match)}` : url);
    } catch {
      // A line that lacks its past is no reason for a message; it is asked for again when watching begins anew.
      return;
    }
    const columns = new Map(answer.series.map(({ labels, values }) => [aggregate ? "" : lineKey(labels), values]));
    for (const line of this.#lines.values()) {
      const own = line.figure.past;
      if (own && requestOf(own) === key) fill(line, answer.times, columns.get(own.aggregate ? "" : lineKey(own.labels)), own.map);
    }
    this.loaded.emit();
  }
}

/** What figures that one request answers have in common. */
function requestOf({ metric, rate, aggregate, match, labels }: Past): string {
  return JSON.stringify([metric, rate, aggregate, match, aggregate ? lineKey(labels) : null]);
}

/** History does not overwrite what reports told. */
function fill(line: Line, times: readonly number[], values: readonly (number | null)[] | undefined, map: Past["map"]): void {
  values?.forEach((value, index) => {
    const step = stepOf(times[index]!);
    if (value !== null && !line.values.has(step)) line.values.set(step, map ? map(value) : value);
  });
}

function stepOf(time: number): number {
  return Math.ceil(time / stepMs);
}
