import type { TimeSeriesAnswer } from "../../api/types.ts";
import { Emitter } from "../../live/emitter.ts";
import { askedLines, isOfOneMachine, lineQueries, type ChartRequest, type LineQueries } from "../chart-request.ts";
import type { ChartSource, ChartStatus } from "./chart-source.ts";
import type { Names } from "../picture/line-names.ts";
import type { Picture } from "../picture/picture.ts";
import { requestPicture } from "../picture/request-picture.ts";
import { SeriesTrack, type SeriesSource } from "./series-track.ts";
import { stepFor } from "./step.ts";
import { windowSeconds, type TimeWindow } from "../../time/time-window.ts";

/** The answers to one line's queries. */
export type LineAnswers = { [part in keyof LineQueries]: TimeSeriesAnswer | undefined };

/** A chart that is asked for by a request: each distinct query is watched and fetched once. A fixed window is not live. */
export class QueryChart implements ChartSource {
  readonly changed = new Emitter<void>();
  /** Seconds; 0 means raw reports. */
  readonly step: number;
  readonly #queries: readonly LineQueries[];
  readonly #tracks: ReadonlyMap<string, SeriesTrack>;

  /** @param pixels the width of the plot: there is no use in more points. */
  constructor(readonly request: ChartRequest, readonly window: TimeWindow, pixels: number, source: SeriesSource) {
    this.step = stepFor(windowSeconds(window), pixels, isOfOneMachine(request));
    this.#queries = askedLines(request).map((line) => lineQueries(line, this.step, request.stacked === true));
    const addresses = new Set(this.#queries.flatMap((each) => Object.values(each).filter((query) => query !== undefined)));
    this.#tracks = new Map([...addresses].map((query) =>
      [query, new SeriesTrack(query, window, this.step * 1000, source, () => this.changed.emit())]));
  }

  /** What there is, a line of the request after the other; null before all have history or have failed, and where all have failed. */
  get answers(): LineAnswers[] | null {
    if (this.status === "loading" || [...this.#tracks.values()].every(({ frame }) => !frame)) return null;
    const of = (query: string | undefined) => (query === undefined ? undefined : this.#tracks.get(query)?.frame ?? undefined);
    return this.#queries.map(({ metric, plus, minus, per }) => ({ metric: of(metric), plus: of(plus), minus: of(minus), per: of(per) }));
  }

  /** The time of the newest point; null without any. */
  get newest(): number | null {
    const newest = Math.max(...[...this.#tracks.values()].map(({ frame }) => frame?.times.at(-1) ?? Number.NEGATIVE_INFINITY));
    return Number.isFinite(newest) ? newest : null;
  }

  picture(names: Names): Picture | null {
    const { answers } = this;
    return answers && requestPicture(this.request, answers, this.step, names);
  }

  /** Failed says that the newest attempt to load one of the queries failed; older points may be there all the same. */
  get status(): ChartStatus {
    const tracks = [...this.#tracks.values()];
    if (tracks.some(({ frame, error }) => !frame && error === null)) return "loading";
    return this.error === "" ? "ready" : "failed";
  }

  /** Why it failed, fit to be shown; empty where it did not. */
  get error(): string {
    return [...this.#tracks.values()].find(({ error }) => error !== null)?.error ?? "";
  }

  /** Why the chart does not go on live; null where it does. */
  get refusal(): string | null {
    return [...this.#tracks.values()].find(({ refusal }) => refusal !== null)?.refusal ?? null;
  }

  /** Fetches anew what failed. */
  async load(): Promise<void> {
    await Promise.all([...this.#tracks.values()].map((track) => (track.error === null ? null : track.load())));
  }

  /** Hears and fetches nothing more; what there is stays. */
  close(): void {
    for (const track of this.#tracks.values()) track.close();
  }
}
