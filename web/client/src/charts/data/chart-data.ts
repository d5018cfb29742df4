import { queryAddress, type SeriesQuery } from "../../api/timeseries.ts";
import { Emitter } from "../../live/emitter.ts";
import type { TimeWindow } from "../../time/time-window.ts";
import type { ChartRequest } from "../chart-request.ts";
import type { LineTables } from "./combine.ts";
import { askedLines, lineQueries, type LineQueries } from "./line-queries.ts";
import type { PointSource } from "./point-source.ts";
import { Track } from "./track.ts";

export type ChartStatus = "loading" | "ready" | "failed";

/** The data of a chart: each distinct query of its request is watched and loaded once. */
export class ChartData {
  readonly changed = new Emitter<void>();
  readonly #tracks: readonly Track[];
  /** The tracks of each line, and then of those that stand in. */
  readonly #lines: readonly Record<keyof LineQueries, Track | undefined>[];

  /** @param step seconds between points; 0: a point a report. */
  constructor(
    readonly request: ChartRequest,
    readonly window: TimeWindow,
    readonly step: number,
    readonly source: PointSource,
  ) {
    const keepsSpikes = request.stacked !== true && !source.isOfReports;
    const tracks = new Map<string, Track>();
    const track = (query: SeriesQuery | undefined): Track | undefined => {
      if (!query) return undefined;
      const address = queryAddress(query, step);
      if (!tracks.has(address)) tracks.set(address, new Track(query, window, step, source, () => this.changed.emit()));
      return tracks.get(address);
    };
    this.#lines = askedLines(request).map((line) => {
      const { metric, plus, minus, per } = lineQueries(line, keepsSpikes);
      return { metric: track(metric), plus: track(plus), minus: track(minus), per: track(per) };
    });
    this.#tracks = [...tracks.values()];
  }

  /**
   * The points of each line of the request, then of those that stand in; null before all have history or have failed,
   * and where all have failed.
   */
  get lines(): LineTables[] | null {
    if (this.status === "loading" || this.#tracks.every(({ points }) => !points)) return null;
    const of = (track: Track | undefined) => track?.points ?? undefined;
    return this.#lines.map(({ metric, plus, minus, per }) =>
      ({ metric: of(metric), plus: of(plus), minus: of(minus), per: of(per) }));
  }

  /** The time of the newest point; null without any. */
  get newest(): number | null {
    const newest = Math.max(...this.#tracks.map(({ points }) => points?.newest ?? Number.NEGATIVE_INFINITY));
    return Number.isFinite(newest) ? newest : null;
  }

  /** Failed: the newest attempt to load one of the queries failed; older points may still be there. */
  get status(): ChartStatus {
    if (this.#tracks.some(({ points, error }) => !points && error === null)) return "loading";
    return this.error === "" ? "ready" : "failed";
  }

  /** Error message for display; empty where nothing failed. */
  get error(): string {
    return this.#tracks.find(({ error }) => error !== null)?.error ?? "";
  }

  /** Why the chart is not live, for display; null where it is. */
  get refusal(): string | null {
    return this.#tracks.find(({ refusal }) => refusal !== null)?.refusal ?? null;
  }

  /** How many seconds the newest points came late, as the server is busy; 0 where they did not. */
  get delaySeconds(): number {
    return Math.max(0, ...this.#tracks.map(({ delaySeconds }) => delaySeconds ?? 0));
  }

  /** Loads again what failed. */
  async load(): Promise<void> {
    await Promise.all(this.#tracks.map((track) => (track.error === null ? null : track.load())));
  }

  /** Stops watching and loading; the points stay. */
  close(): void {
    for (const track of this.#tracks) track.close();
  }
}
