import type { Lane, Machine } from "../api/types.ts";
import { spanOf, windowSeconds, type TimeWindow } from "../time/time-window.ts";
import { Emitter } from "../live/emitter.ts";
import { clip, mergeLanes } from "./lanes.ts";

/** Stretches of one state that are no further apart are one: reports are up to a minute apart. */
const joinMs = 90_000;
/** How much of the past is asked for again, as late reports change it. */
const overlapMs = 5 * 60_000;

export type TimelineStatus = "loading" | "ready" | "failed";

/** Where lanes come from, and the time by the server's clock. */
export interface TimelineSource {
  fetch<T>(url: string, signal: AbortSignal): Promise<T>;
  now(): number;
}

/** The lanes of a metric within a window, kept up to date while the window is a live one. */
export class TimelineData {
  readonly changed = new Emitter<void>();
  #lanes: Lane[] = [];
  #names: ReadonlyMap<string, string> = new Map();
  #status: TimelineStatus = "loading";
  #error = "";
  #until: number | null = null;
  readonly #abort = new AbortController();

  constructor(readonly metric: string, readonly window: TimeWindow, private readonly source: TimelineSource) {}

  get lanes(): readonly Lane[] {
    return this.#lanes;
  }

  /** What machines are called, by id. */
  get names(): ReadonlyMap<string, string> {
    return this.#names;
  }

  /** Failed: the newest attempt failed; older lanes may still be there. */
  get status(): TimelineStatus {
    return this.#status;
  }

  /** Error message for display. */
  get error(): string {
    return this.#error;
  }

  /** The time up to which lanes are loaded; null before the first. */
  get until(): number | null {
    return this.#until;
  }

  /** Fetches the whole window the first time, later its newest stretch. */
  async load(): Promise<void> {
    const { from, to } = spanOf(this.window, this.source.now());
    const since = this.#until === null ? from : Math.max(from, this.#until - overlapMs);
    try {
      const [clients, lanes] = await Promise.all([
        this.source.fetch<Machine[]>("/api/clients", this.#abort.signal),
        this.source.fetch<Lane[]>(statesUrl(this.metric, since, to), this.#abort.signal),
      ]);
      if (this.#abort.signal.aborted) return;
      this.#names = new Map(clients.map(({ id, name }) => [id, name]));
      const merged = this.#until === null ? lanes : mergeLanes(this.#lanes, lanes, since, joinMs);
      this.#lanes = merged.map((lane) => ({ ...lane, spans: clip(lane.spans, to - windowSeconds(this.window) * 1000, to) }));
      this.#until = to;
      this.#setStatus("ready");
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      this.#error = error instanceof Error ? error.message : String(error);
      this.#setStatus("failed");
    }
  }

  /** Stops fetching; no more changes are emitted. */
  close(): void {
    this.#abort.abort();
  }

  #setStatus(status: TimelineStatus): void {
    this.#status = status;
    this.changed.emit();
  }
}

export function statesUrl(metric: string, from: number, to: number): string {
  return `/api/states/${encodeURIComponent(metric)}?from=${Math.floor(from)}&to=${Math.ceil(to)}`;
}
