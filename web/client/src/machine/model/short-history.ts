import { labelsKey } from "../../api/series-key.ts";
import { historyAddress, queryAddress, type SeriesQuery } from "../../api/timeseries.ts";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import { Emitter } from "../../live/emitter.ts";
import type { LiveReport } from "../../live/messages.ts";
import type { Figure, FigureHistory } from "./section.ts";

/** Width of a step of the short history, milliseconds. */
export const stepMs = 15_000;
const stepSeconds = stepMs / 1000;
/** Steps that are shown: a quarter of an hour. */
export const steps = 60;

/** The API's history, and the server's time. */
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
 * The last quarter of an hour of the figures that are on screen: fetched once, with one request for
 * all figures of a metric, then continued with reports. A figure that is not on screen costs nothing.
 */
export class ShortHistory {
  /** History was loaded or has to be. */
  readonly loaded = new Emitter<void>();
  readonly #lines = new Map<string, Line>();
  #asked = new Map<string, Promise<void>>();

  constructor(private readonly client: string, private readonly source: HistorySource) {}

  /**
   * The history of a figure up to the newest step, the oldest first; null where there was nothing. The key identifies
   * the figure.
   */
  line(key: string, figure: Figure): (number | null)[] {
    let line = this.#lines.get(key);
    if (!line) this.#lines.set(key, (line = { figure, values: new Map(), open: { step: 0, sum: 0, count: 0 } }));
    line.figure = figure;
    if (figure.past) this.#ask(figure.past);
    const newest = stepOf(this.source.now());
    const { values } = line;
    return Array.from({ length: steps }, (_, index) => values.get(newest - steps + 1 + index) ?? null);
  }

  /** Adds a report. */
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

  /** Reports may have been missed: history is fetched again when it is asked for next. */
  refetch(): void {
    this.#asked = new Map();
    this.loaded.emit();
  }

  #ask({ query }: FigureHistory): void {
    const address = addressOf(query);
    if (!this.#asked.has(address)) this.#asked.set(address, this.#load(query));
  }

  async #load(query: SeriesQuery): Promise<void> {
    const end = Math.floor(this.source.now() / stepMs) * stepMs;
    let answer: TimeSeriesAnswer;
    try {
      const own = { ...query, clients: [this.client] };
      answer = await this.source.fetch(historyAddress(own, stepSeconds, end - steps * stepMs, end));
    } catch {
      // A missing sparkline needs no message; it is fetched again after the next connection.
      return;
    }
    const columns = new Map(answer.series.map(({ labels, values }) => [labelsKey(labels), values]));
    const address = addressOf(query);
    for (const line of this.#lines.values()) {
      const own = line.figure.past;
      if (!own || addressOf(own.query) !== address) continue;
      fill(line, answer.times, columns.get(labelsKey(own.labels ?? {})), own.map);
    }
    this.loaded.emit();
  }
}

/** What figures that one request answers have in common. */
function addressOf(query: SeriesQuery): string {
  return queryAddress(query, stepSeconds);
}

/** History does not overwrite reports. */
function fill(
  line: Line, times: readonly number[], values: readonly (number | null)[] | undefined, map: FigureHistory["map"],
): void {
  values?.forEach((value, index) => {
    const step = stepOf(times[index]!);
    if (value !== null && !line.values.has(step)) line.values.set(step, map ? map(value) : value);
  });
}

function stepOf(time: number): number {
  return Math.ceil(time / stepMs);
}
