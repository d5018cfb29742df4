import { historyAddress, queryAddress, type SeriesQuery } from "../../api/timeseries.ts";
import type { LiveReport, TimeSeriesAnswer } from "../../api/types.ts";
import { labelsKey } from "../../charts/data/points.ts";
import { Emitter } from "../../live/emitter.ts";
import type { Figure, FigureHistory } from "./section.ts";

/** Width of a step of the short history, milliseconds. */
export const stepMs = 15_000;
const stepSeconds = stepMs / 1000;
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

  #ask({ query }: FigureHistory): void {
    const address = addressOf(query);
    if (!this.#asked.has(address)) this.#asked.set(address, this.#load(query));
  }

  async #load(query: SeriesQuery): Promise<void> {
    const end = Math.floor(this.source.now() / stepMs) * stepMs;
    let answer: TimeSeriesAnswer;
    try {
      answer = await this.source.fetch(historyAddress({ ...query, clients: [this.client] }, stepSeconds, end - steps * stepMs, end));
    } catch {
      // A line that lacks its past is no reason for a message; it is asked for again when watching begins anew.
      return;
    }
    const columns = new Map(answer.series.map(({ labels, values }) => [labelsKey(labels), values]));
    const address = addressOf(query);
    for (const line of this.#lines.values()) {
      const own = line.figure.past;
      if (own && addressOf(own.query) === address) fill(line, answer.times, columns.get(labelsKey(own.labels ?? {})), own.map);
    }
    this.loaded.emit();
  }
}

/** What figures that one request answers have in common. */
function addressOf(query: SeriesQuery): string {
  return queryAddress(query, stepSeconds);
}

/** History does not overwrite what reports said. */
function fill(line: Line, times: readonly number[], values: readonly (number | null)[] | undefined, map: FigureHistory["map"]): void {
  values?.forEach((value, index) => {
    const step = stepOf(times[index]!);
    if (value !== null && !line.values.has(step)) line.values.set(step, map ? map(value) : value);
  });
}

function stepOf(time: number): number {
  return Math.ceil(time / stepMs);
}
