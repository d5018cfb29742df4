import type { SeriesQuery } from "../../api/timeseries.ts";
import { spanOf, type TimeWindow } from "../../time/time-window.ts";
import type { PointSource, Update } from "./point-source.ts";
import type { Points } from "./points.ts";

/** If a source has not started to watch after this time, history is loaded without it; milliseconds. */
const loadAfter = 3000;
/** Late data comes in many pieces: history is loaded again at most this often, milliseconds. */
const reloadEvery = 2000;

/**
 * One query of a chart: its history, and its newest points as they come. Watching comes first: points that arrive while
 * history loads are held, and added to it afterwards, so that there are neither gaps nor duplicates.
 */
export class Track {
  #points: Points | null = null;
  #error: string | null = null;
  #refusal: string | null = null;
  #delaySeconds: number | null = null;
  #loading: { abort: AbortController; held: Update[] } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stop: () => void;

  /**
   * @param step seconds between points; 0: a point a report.
   * @param changed called after each change.
   */
  constructor(
    private readonly query: SeriesQuery,
    private readonly window: TimeWindow,
    private readonly step: number,
    private readonly source: PointSource,
    private readonly changed: () => void,
  ) {
    this.#loadIn(loadAfter);
    this.#stop = source.watch(query, step, window.kind === "live", {
      watching: () => {
        this.#refusal = null;
        void this.load();
      },
      updated: (update, delaySeconds) => {
        this.#delaySeconds = delaySeconds ?? null;
        this.#take(update);
      },
      stale: () => this.#timer ?? this.#loadIn(reloadEvery),
      refused: (reason) => {
        this.#refusal = reason;
        void this.load();
      },
    });
  }

  /** Null before the first history. */
  get points(): Points | null {
    return this.#points;
  }

  /** Why the newest attempt to load failed, for display; null where it did not. */
  get error(): string | null {
    return this.#error;
  }

  /** Why the query is not watched; null where it is. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** How many seconds its newest points came late, as the server is busy; null where they did not. */
  get delaySeconds(): number | null {
    return this.#delaySeconds;
  }

  /** Loads history (again); a later call overtakes this one. Meanwhile the present points are kept up to date. */
  async load(): Promise<void> {
    this.#cancel();
    const loading = { abort: new AbortController(), held: [] as Update[] };
    this.#loading = loading;
    const span = { ...spanOf(this.window, this.source.now()), step: this.step, isLive: this.window.kind === "live" };
    try {
      const points = await this.source.load(this.query, span, loading.abort.signal);
      if (loading !== this.#loading) return;
      for (const update of loading.held) update(points);
      this.#points = points;
      this.#error = null;
    } catch (error) {
      if (loading !== this.#loading) return;
      this.#error = error instanceof Error ? error.message : String(error);
    }
    this.#loading = null;
    this.changed();
  }

  /** Stops watching and loading; the points stay. */
  close(): void {
    this.#cancel();
    this.#stop();
  }

  #take(update: Update): void {
    this.#loading?.held.push(update);
    if (!this.#points) return;
    update(this.#points);
    const { from, to } = spanOf(this.window, this.source.now());
    // A tenth of the span may stay behind the window's start: so old points go in batches, not with each new one.
    if ((this.#points.times[0] ?? from) < from - (to - from) / 10) this.#points.trim(from - this.step * 1000);
    this.changed();
  }

  #loadIn(milliseconds: number): void {
    this.#timer = setTimeout(() => void this.load(), milliseconds);
  }

  #cancel(): void {
    this.#loading?.abort.abort();
    this.#loading = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
