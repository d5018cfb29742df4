import { historyAddress, queryAddress, type SeriesQuery } from "../../api/timeseries.ts";
import type { SeriesFeed } from "../../live/series-feed.ts";
import { aheadMs, type HistoryApi, type PointListener, type PointSource, type Span } from "./point-source.ts";
import { Points } from "./points.ts";

/** Points of any machines: history, and the tails of live queries. */
export class QuerySource implements PointSource {
  readonly isOfReports = false;

  constructor(private readonly api: HistoryApi, private readonly feed: Pick<SeriesFeed, "watch">) {}

  now(): number {
    return this.api.now();
  }

  load(query: SeriesQuery, span: Span, signal: AbortSignal): Promise<Points> {
    return loadSpan(this.api, query, span, signal);
  }

  watch(query: SeriesQuery, step: number, isLive: boolean, listener: PointListener): () => void {
    if (!isLive) {
      listener.watching();
      return () => {};
    }
    return this.feed.watch(queryAddress(query, step), {
      ...listener, answered: (tail, delaySeconds) => listener.updated((points) => points.applyTail(tail), delaySeconds),
    });
  }
}

/** Loads the history of a span, its first and its last step included. */
export function loadSpan(api: HistoryApi, query: SeriesQuery, span: Span, signal: AbortSignal): Promise<Points> {
  const { from, to, step, isLive } = span;
  const stepMs = step * 1000;
  return loadHistory(api, query, step, from - stepMs, to + (isLive ? Math.max(aheadMs, stepMs) : stepMs), signal);
}

/** Values of steps are averages and rates with up to seventeen digits; those of reports are asked for as they are. */
const digits = "&digits=8";

/** Loads history from and to these times, Unix milliseconds. */
export async function loadHistory(
  api: HistoryApi, query: SeriesQuery, step: number, from: number, to: number, signal: AbortSignal,
): Promise<Points> {
  const address = `${historyAddress(query, step, from, to)}${step > 0 ? digits : ""}`;
  return new Points(await api.fetch(address, signal), step * 1000);
}
