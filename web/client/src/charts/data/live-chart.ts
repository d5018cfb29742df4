import type { LiveReport, LiveSchema, TimeSeriesAnswer } from "../../api/types.ts";
import type { ClientFeed } from "../../live/client-feed.ts";
import { Emitter } from "../../live/emitter.ts";
import { ChartModel } from "./chart-model.ts";
import type { ChartSource, ChartStatus } from "./chart-source.ts";
import type { Picture } from "../picture/picture.ts";
import type { ChartSpec } from "../spec.ts";
import { chooseStep } from "./step.ts";
import { spanOf, windowSeconds, type TimeWindow } from "../../time/time-window.ts";

/** A load under way, and the reports that came meanwhile. */
interface Loading {
  abort: AbortController;
  held: [LiveReport, LiveSchema][];
}

/** Backfill comes in many pieces: history is fetched again at most this often, milliseconds. */
const reloadEvery = 2000;

/** Where history comes from, and the time by the server's clock. */
export interface HistorySource {
  fetch(url: string, signal: AbortSignal): Promise<TimeSeriesAnswer>;
  now(): number;
}

/**
 * Joins history and the live feed; a fixed window has history alone. Watching comes first: reports that arrive while history loads are held back, and
 * afterwards the model takes those that history does not have. While it loads anew, the old model goes on.
 */
export class LiveChart implements ChartSource {
  readonly changed = new Emitter<void>();
  readonly refusal = null;
  #model: ChartModel | null = null;
  #status: ChartStatus = "loading";
  #error = "";
  #loading: Loading | null = null;
  #reload: ReturnType<typeof setTimeout> | undefined;
  readonly #stop: (() => void)[];

  constructor(
    readonly spec: ChartSpec,
    private readonly feed: Pick<ClientFeed, "id" | "schema" | "isWatching" | "watching" | "reported" | "backfilled">,
    readonly window: TimeWindow,
    private readonly source: HistorySource,
  ) {
    this.#stop = [
      feed.watching.listen(() => void this.load()),
      feed.reported.listen((report) => this.#take(report)),
      feed.backfilled.listen(() => this.#reloadSoon()),
    ];
    if (feed.isWatching || window.kind === "fixed") void this.load();
  }

  /** Bucket width in seconds; 0 means raw reports. */
  get step(): number {
    return chooseStep(windowSeconds(this.window));
  }

  /** What there is; null before the first history. */
  get model(): ChartModel | null {
    return this.#model;
  }

  get newest(): number | null {
    return this.#model?.newest ?? null;
  }

  picture(): Picture | null {
    return this.#model?.picture() ?? null;
  }

  /** Failed says that the newest attempt to load failed; an older model may be there all the same. */
  get status(): ChartStatus {
    return this.#status;
  }

  /** Why it failed, fit to be shown. */
  get error(): string {
    return this.#error;
  }

  /** Fetches history (again); a later call overtakes this one. */
  async load(): Promise<void> {
    this.#loading?.abort.abort();
    const loading: Loading = { abort: new AbortController(), held: [] };
    this.#loading = loading;
    if (!this.#model) this.#become("loading");
    const now = spanOf(this.window, this.source.now()).to;
    const span = { client: this.feed.id, now, range: windowSeconds(this.window), step: this.step };
    try {
      const model = await ChartModel.load(this.spec, span, (url) => this.source.fetch(url, loading.abort.signal));
      if (loading !== this.#loading) return;
      this.#model = model;
      for (const [report, schema] of loading.held) model.append(report, schema);
      this.#loading = null;
      this.#become("ready");
    } catch (error) {
      if (loading !== this.#loading) return;
      this.#loading = null;
      this.#error = error instanceof Error ? error.message : String(error);
      this.#become("failed");
    }
  }

  /** Hears and fetches nothing more. */
  close(): void {
    this.#loading?.abort.abort();
    this.#loading = null;
    clearTimeout(this.#reload);
    for (const stop of this.#stop) stop();
  }

  #take(report: LiveReport): void {
    const { schema } = this.feed;
    if (!schema || this.window.kind === "fixed") return;
    this.#loading?.held.push([report, schema]);
    if (!this.#model) return;
    this.#model.append(report, schema);
    this.changed.emit();
  }

  #reloadSoon(): void {
    this.#reload ??= setTimeout(() => {
      this.#reload = undefined;
      void this.load();
    }, reloadEvery);
  }

  #become(status: ChartStatus): void {
    this.#status = status;
    this.changed.emit();
  }
}
