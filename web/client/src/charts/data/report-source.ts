import { seriesKey } from "../../api/series-key.ts";
import { historyAddress, type SeriesQuery } from "../../api/timeseries.ts";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import type { MachineFeed } from "../../live/machine-feed.ts";
import type { LiveReport, LiveSchema } from "../../live/messages.ts";
import { aheadMs, type HistoryApi, type PointListener, type PointSource, type Span } from "./point-source.ts";
import type { Points, Sample } from "./points.ts";
import { loadHistory, loadSpan } from "./query-source.ts";
import { ReportReader } from "./report-reader.ts";

/** A rate needs the report before the first, milliseconds. */
const lookBackMs = 40_000;

/**
 * Points of one machine that is watched already: history, and its reports. Its queries ask for values or rates of that
 * machine.
 */
export class ReportSource implements PointSource {
  readonly isOfReports = true;

  constructor(
    private readonly api: HistoryApi,
    private readonly feed: Pick<MachineFeed, "schema" | "isWatching" | "watching" | "reported" | "backfilled">,
  ) {}

  now(): number {
    return this.api.now();
  }

  /**
   * Whole buckets up to the start of the one under way, then the reports since, folded here: so the newest bucket grows
   * from the same values before and after the live feed takes over.
   */
  async load(query: SeriesQuery, span: Span, signal: AbortSignal): Promise<Points> {
    const { from, to, step, isLive } = span;
    if (step === 0 || !isLive) return loadSpan(this.api, query, span, signal);
    const stepMs = step * 1000;
    const wholeUntil = Math.floor(to / stepMs) * stepMs;
    const [points, recent] = await Promise.all([
      loadHistory(this.api, query, step, from - stepMs, wholeUntil, signal),
      this.api.fetch(historyAddress(query, 0, wholeUntil - lookBackMs, to + aheadMs), signal),
    ]);
    addReports(points, recent, wholeUntil, query.rate === true);
    return points;
  }

  watch(query: SeriesQuery, _step: number, isLive: boolean, listener: PointListener): () => void {
    const read = readerOf(query);
    const take = (report: LiveReport): void => {
      const { schema } = this.feed;
      if (!schema || !isLive) return;
      const samples = read(report, schema);
      listener.updated((points) => points.addReport(report.time, samples, query.rate === true));
    };
    const stops = [
      this.feed.watching.listen(() => listener.watching()),
      this.feed.reported.listen(take),
      this.feed.backfilled.listen(() => listener.stale()),
    ];
    if (this.feed.isWatching || !isLive) listener.watching();
    return () => stops.forEach((stop) => stop());
  }
}

/** Adds the reports of an answer that are later than a time. */
function addReports(points: Points, { times, series }: TimeSeriesAnswer, after: number, isRate: boolean): void {
  const keyed = series.map((each) => ({ ...each, key: seriesKey(each) }));
  times.forEach((time, index) => {
    if (time <= after) return;
    const samples = keyed.map(({ values, ...each }) => ({ ...each, value: values[index] ?? null }));
    points.addReport(time, samples, isRate);
  });
}

/** Reads reports of whatever schema; the newest schema's reader is kept. */
function readerOf(query: SeriesQuery): (report: LiveReport, schema: LiveSchema) => Sample[] {
  let known: { schema: LiveSchema; reader: ReportReader } | undefined;
  return ({ values }, schema) => {
    if (known?.schema !== schema) known = { schema, reader: new ReportReader(query, schema) };
    return known.reader.samples(values);
  };
}
