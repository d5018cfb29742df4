import type { TimeSeriesAnswer } from "../../api/types.ts";
import type { SeriesFeed } from "../../live/series-feed.ts";
import type { HistorySource } from "./live-chart.ts";
import { applyTail, trimBefore } from "./tail.ts";
import { spanOf, type TimeWindow } from "../../time/time-window.ts";

/** Where points come from: history, the hub's live queries, and the time by the server's clock. */
export interface SeriesSource extends HistorySource {
  feed: Pick<SeriesFeed, "watch">;
}

/** What steps are made of is averages and rates, seventeen digits each; reports are asked for as they are. */
const digits = "&digits=8";

/** Reports may carry a time a little ahead of the server's: agents' clocks differ. */
const aheadMs = 5 * 60_000;
/** Where the hub cannot be reached for so long, history is fetched without it. */
const patience = 3000;
/** Late data comes in many pieces: history is fetched again at most this often, milliseconds. */
const reloadEvery = 2000;

/**
 * One query of a chart: its history, and its newest points as they come. Watching comes first: points that arrive while
 * history loads are held, and applied to it afterwards, so that there is neither a gap nor a double.
 */
export class SeriesTrack {
  #frame: TimeSeriesAnswer | null = null;
  #error: string | null = null;
  #refusal: string | null = null;
  #loading: { abort: AbortController; held: TimeSeriesAnswer[] } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: () => void = () => {};

  /**
   * @param query an address of /api/timeseries without from and to.
   * @param stepMs its step; buckets end later than the newest report in them.
   * @param changed called after each change.
   */
  constructor(
    readonly query: string,
    private readonly window: TimeWindow,
    private readonly stepMs: number,
    private readonly source: SeriesSource,
    private readonly changed: () => void,
  ) {
    if (window.kind === "fixed") void this.load();
    else this.#watch();
  }

  /** What there is; null before the first history. */
  get frame(): TimeSeriesAnswer | null {
    return this.#frame;
  }

  /** Why the newest attempt to load failed, fit to be shown; null where it did not. */
  get error(): string | null {
    return this.#error;
  }

  /** Why the server does not watch this query; null where it does. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** Fetches history (again); a later call overtakes this one. Meanwhile what is there goes on. */
  async load(): Promise<void> {
    this.#cancel();
    const loading = { abort: new AbortController(), held: [] as TimeSeriesAnswer[] };
    this.#loading = loading;
    try {
      const history = await this.source.fetch(this.#address(), loading.abort.signal);
      if (loading !== this.#loading) return;
      this.#frame = loading.held.reduce(applyTail, history);
      this.#error = null;
    } catch (error) {
      if (loading !== this.#loading) return;
      this.#error = error instanceof Error ? error.message : String(error);
    }
    this.#loading = null;
    this.changed();
  }

  /** Hears and fetches nothing more. */
  close(): void {
    this.#cancel();
    this.#stop();
  }

  #watch(): void {
    this.#loadIn(patience);
    this.#stop = this.source.feed.watch(this.query, {
      watching: () => {
        this.#refusal = null;
        void this.load();
      },
      answered: (answer) => this.#take(answer),
      stale: () => this.#timer ?? this.#loadIn(reloadEvery),
      refused: (reason) => {
        this.#refusal = reason;
        void this.load();
      },
    });
  }

  #take(answer: TimeSeriesAnswer): void {
    this.#loading?.held.push(answer);
    if (!this.#frame) return;
    const frame = applyTail(this.#frame, answer);
    const { from, to } = spanOf(this.window, this.source.now());
    // A tenth of the span may stay behind the window's start: so old points go in batches, not with each new one.
    this.#frame = (frame.times[0] ?? from) < from - (to - from) / 10 ? trimBefore(frame, from - this.stepMs) : frame;
    this.changed();
  }

  #address(): string {
    const { from, to } = spanOf(this.window, this.source.now());
    const last = this.window.kind === "fixed" ? to + this.stepMs : to + Math.max(aheadMs, this.stepMs);
    return `${this.query}${this.stepMs > 0 ? digits : ""}&from=${Math.floor(from - this.stepMs)}&to=${Math.ceil(last)}`;
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
