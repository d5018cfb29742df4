import type { LiveReport, LiveSchema } from "../../api/types.ts";
import { align, breakGaps, type Frame } from "../picture/frame.ts";
import { loadTrack, type Fetch, type Span } from "./history.ts";
import { legendName, orderOf } from "../picture/naming.ts";
import type { DrawnLine, Picture } from "../picture/picture.ts";
import { Selector } from "./select.ts";
import type { ChartSpec } from "../spec.ts";
import { longestJoin } from "./step.ts";
import type { Line, Track } from "./track.ts";

/** The data of one chart: history first, then each report. */
export class ChartModel {
  #schema: LiveSchema | null = null;
  #selectors: Selector[] = [];

  private constructor(readonly spec: ChartSpec, readonly span: Span, readonly tracks: readonly Track[]) {}

  /** Fetches the history of all queries; equal requests go out once. */
  static async load(spec: ChartSpec, span: Span, fetch: Fetch): Promise<ChartModel> {
    const asked = new Map<string, ReturnType<Fetch>>();
    const once: Fetch = (url) => {
      if (!asked.has(url)) asked.set(url, fetch(url));
      return asked.get(url)!;
    };
    return new ChartModel(spec, span, await Promise.all(spec.queries.map((query) => loadTrack(query, span, once))));
  }

  /** The time of the newest report or bucket in here; null without any. */
  get newest(): number | null {
    const newest = Math.max(...this.tracks.map((track) => track.newest));
    return Number.isFinite(newest) ? newest : null;
  }

  /** Takes in a report of the live feed; what history already has is dropped, query by query. */
  append(report: LiveReport, schema: LiveSchema): void {
    if (schema !== this.#schema) {
      this.#schema = schema;
      this.#selectors = this.spec.queries.map((query) => new Selector(query, schema));
    }
    this.tracks.forEach((track, index) => {
      track.appendReport(report.time, this.#selectors[index]!.samples(report.values));
      track.trim(report.time - (this.span.range + 2 * this.span.step + 60) * 1000);
    });
  }

  /** What there is to be drawn. */
  picture(): Picture {
    const { unit, stacked = false, ceiling = null } = this.spec;
    const lines = this.#lines();
    return { lines, frame: this.frame(), units: [unit, unit], stacked, ceiling, bands: [], total: lines.length };
  }

  /** The lines in the order in which they are drawn and stacked. */
  #lines(): DrawnLine[] {
    const families: string[] = [];
    return this.spec.queries.flatMap((query, index) =>
      this.#ordered(index).map(({ key, labels }) => {
        const { name, family } = legendName(query, labels);
        if (!families.includes(family)) families.push(family);
        const colour = orderOf(query, labels) ?? (query.by ? families.indexOf(family) : index);
        return { key: `${index} ${key}`, name, colour, style: query.style ?? "solid", axis: 1, client: this.span.client };
      }));
  }

  /** The columns of all lines, in their order, with gaps where data is missing. */
  frame(): Frame {
    const parts = this.tracks.map((track, index) => ({
      times: track.times,
      columns: this.#ordered(index).map((line) => line.values),
    }));
    return breakGaps(align(parts), longestJoin(this.span.step));
  }

  #ordered(index: number): Line[] {
    const query = this.spec.queries[index]!;
    const rank = (line: Line): number => orderOf(query, line.labels) ?? Number.MAX_SAFE_INTEGER;
    return [...this.tracks[index]!.lines.values()].sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
  }
}
