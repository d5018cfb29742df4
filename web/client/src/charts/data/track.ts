import type { Labels } from "../../api/types.ts";

/** What names a line among those of its query. */
export function lineKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export interface Line {
  readonly key: string;
  readonly labels: Labels;
  /** One value a time of the track; null where the line has none. */
  readonly values: (number | null)[];
}

/** A value of one line at the time of a report. */
export interface Sample {
  labels: Labels;
  key: string;
  value: number | null;
}

/**
 * The lines of one query over one time axis: whole buckets of history, and what came since, report by report.
 * With a step, reports are folded into the bucket (end − step, end] in which they fall, which grows until it is over.
 */
export class Track {
  readonly times: number[] = [];
  readonly lines = new Map<string, Line>();
  readonly #step: number;
  readonly #open = new Map<string, { sum: number; weight: number }>();
  #newest = Number.NEGATIVE_INFINITY;

  /**
   * @param stepMs bucket width; 0 keeps every report as a point.
   * @param byDuration weigh a value by the time since the report before (a rate holds for that long), not by reports.
   */
  constructor(stepMs: number, private readonly byDuration: boolean) {
    this.#step = stepMs;
  }

  /** The time of the newest report or bucket taken in; what is not newer is already in here. */
  get newest(): number {
    return this.#newest;
  }

  /** Takes in a point or whole bucket of history; older or equal times change nothing. */
  appendWhole(time: number, samples: readonly Sample[]): void {
    if (time <= this.#newest) return;
    this.#push(time, samples);
    this.#newest = time;
    this.#open.clear();
  }

  /** Takes in a report; one that is not newer than the newest changes nothing. */
  appendReport(time: number, samples: readonly Sample[]): void {
    if (time <= this.#newest) return;
    if (this.#step === 0) return this.appendWhole(time, samples);
    const since = Number.isFinite(this.#newest) ? Math.min(time - this.#newest, this.#step) : this.#step;
    this.#newest = time;
    const end = Math.ceil(time / this.#step) * this.#step;
    if (end !== this.times.at(-1)) {
      this.#open.clear();
      this.#push(end, []);
    }
    for (const sample of samples) this.#fold(sample, this.byDuration ? since : 1);
  }

  /** Forgets what is older than `time`. */
  trim(time: number): void {
    const keep = this.times.findIndex((each) => each >= time);
    const count = keep < 0 ? this.times.length : keep;
    if (count === 0) return;
    this.times.splice(0, count);
    for (const line of this.lines.values()) line.values.splice(0, count);
  }

  #fold({ key, labels, value }: Sample, weight: number): void {
    const line = this.#line(key, labels);
    if (value === null) return;
    const open = this.#open.get(key) ?? { sum: 0, weight: 0 };
    open.sum += value * weight;
    open.weight += weight;
    this.#open.set(key, open);
    line.values[line.values.length - 1] = open.sum / open.weight;
  }

  #push(time: number, samples: readonly Sample[]): void {
    this.times.push(time);
    for (const line of this.lines.values()) line.values.push(null);
    for (const { key, labels, value } of samples) {
      const { values } = this.#line(key, labels);
      values[values.length - 1] = value;
    }
  }

  #line(key: string, labels: Labels): Line {
    let line = this.lines.get(key);
    if (!line) {
      line = { key, labels, values: new Array<null>(this.times.length).fill(null) };
      this.lines.set(key, line);
    }
    return line;
  }
}
