import type { Emitter } from "../../live/emitter.ts";
import type { Names } from "../picture/line-names.ts";
import type { Picture } from "../picture/picture.ts";
import type { TimeWindow } from "../../time/time-window.ts";

export type ChartStatus = "loading" | "ready" | "failed";

/** Where a chart's picture comes from: history, and where its window is live, what happens since. */
export interface ChartSource {
  readonly changed: Emitter<void>;
  readonly window: TimeWindow;
  /** Seconds between points; 0: each report is one. */
  readonly step: number;
  /** Failed says that the newest attempt to load failed; an older picture may be there all the same. */
  readonly status: ChartStatus;
  /** Why it failed, fit to be shown. */
  readonly error: string;
  /** Why the chart does not go on live, fit to be shown; null where it does. */
  readonly refusal: string | null;
  /** The time of the newest point; null without any. */
  readonly newest: number | null;
  /** What there is; null before the first history. */
  picture(names: Names): Picture | null;
  /** Fetches history anew. */
  load(): Promise<void>;
  /** Hears and fetches nothing more; what there is stays. */
  close(): void;
}
