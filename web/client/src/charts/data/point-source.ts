import type { SeriesQuery } from "../../api/timeseries.ts";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import type { Points } from "./points.ts";

/** The span of time that is loaded, Unix milliseconds, in steps of so many seconds; 0: a point a report. */
export interface Span {
  from: number;
  to: number;
  step: number;
  /** Whether live points follow. */
  isLive: boolean;
}

/** Receives what a source has on a watched query. */
export interface PointListener {
  /** Watching began (again): points may have been missed, so history must be loaded from here on. */
  watching(): void;
  /** New points: `update` adds them to the points of the query. They are so many seconds late where the server is busy. */
  updated(update: Update, delaySeconds?: number | null): void;
  /** Something older changed or was missed: history must be loaded again. */
  stale(): void;
  /** The query is not watched; the reason is for display. */
  refused(reason: string): void;
}

/** Adds what is new to points; what they have already changes nothing. */
export type Update = (points: Points) => void;

/** Where the points of a chart's queries come from: their history, and what comes after it. */
export interface PointSource {
  /** Whether all series come from the same reports: then a value that is missing at a time is a gap, however short. */
  readonly isOfReports: boolean;
  /** Unix milliseconds by the server's clock. */
  now(): number;
  load(query: SeriesQuery, span: Span, signal: AbortSignal): Promise<Points>;
  /**
   * Watches a query until the returned function is called. Where nothing has to be waited for, `watching` is called at
   * once.
   */
  watch(query: SeriesQuery, step: number, isLive: boolean, listener: PointListener): () => void;
}

/** The API's history, and the time by the server's clock. */
export interface HistoryApi {
  fetch(url: string, signal: AbortSignal): Promise<TimeSeriesAnswer>;
  now(): number;
}

/** Reports may carry a time a little ahead of the server's: agents' clocks differ. Milliseconds. */
export const aheadMs = 5 * 60_000;
