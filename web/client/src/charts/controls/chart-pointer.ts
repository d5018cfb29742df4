import { serverClock } from "../../api/server-clock.ts";
import { machineUrl } from "../../shell/machine-url.ts";
import type { ChartCanvas } from "../draw/chart-canvas.ts";
import { keyAction } from "./chart-keys.ts";
import { showTip } from "./chart-tip.ts";
import type { Mark } from "../draw/marks.ts";
import type { Picture } from "../picture/picture.ts";
import { spokenValues } from "./spoken.ts";
import { shortest } from "../../time/time-window.ts";

/** With more lines, the list's values follow the cursor only on the chart that is pointed at. */
const manyLines = 12;
/** Lines named at the cursor. */
const linesInTip = 6;

/** What a pointer needs of its chart. */
export interface PointedChart {
  readonly canvas: ChartCanvas | null;
  readonly tip: HTMLElement;
  /** All lines, and those that are drawn. */
  readonly whole: Picture;
  readonly picture: Picture;
  readonly marks: readonly Mark[];
  /** Whether lines lead to their machines. */
  readonly links: boolean;
  /** Start and end of the time axis. */
  span(): [number, number];
  showAlone(key: string): void;
  requestUpdate(): void;
  dispatchEvent(event: Event): boolean;
}

/** Mouse and keys on a chart: values at the cursor, zoom, and what a point leads to. */
export class ChartPointer {
  /** Place of the time that is pointed at, here or on another chart. */
  index: number | null = null;
  /** What was read out last. */
  announcement = "";
  #isHere = false;
  #pressedAt = 0;

  constructor(private readonly chart: PointedChart) {}

  /** Index of the time whose values the legend shows; null: the newest. */
  get followed(): number | null {
    return this.#isHere || this.#hasFewLines ? this.index : null;
  }

  /** The time that is pointed at, milliseconds. */
  get time(): number | null {
    return this.index === null ? null : this.chart.picture.frame.times[this.index] ?? null;
  }

  readonly enter = (): void => void (this.#isHere = true);

  readonly leave = (): void => {
    this.#isHere = false;
    this.#moveTo(null);
    this.chart.canvas?.highlight(null);
    showTip(this.chart.tip, null, null);
  };

  readonly press = (event: PointerEvent): void => void (this.#pressedAt = event.clientX);

  /** The cursor is somewhere, put by this chart's pointer or by another's. */
  cursor(index: number | null): void {
    const { canvas, picture } = this.chart;
    const at = canvas?.cursor ?? null;
    // Of many lines, only the chart under the pointer shows values: all others would be rendered again with each move.
    if (this.#isHere || this.#hasFewLines) this.#moveTo(at ? index : null);
    if (!this.#isHere) return;
    const near = at ? canvas!.nearest() : [];
    const time = at ? picture.frame.times[at.index] : undefined;
    canvas?.highlight(picture.lines.length > 1 && near[0] ? picture.lines[near[0].index]!.key : null);
    showTip(this.chart.tip, at, time === undefined ? null : {
      time, now: serverClock.now(), units: picture.units, links: this.chart.links, total: near.length, marks: canvas!.marksHere(this.chart.marks),
      lines: near.slice(0, linesInTip).map(({ index: place, value }) => ({ line: picture.lines[place]!, value })),
    });
  }

  /**
   * With Ctrl a click opens what is behind it: a line's machine, or what the page has of that time. With Alt the line
   * is shown alone.
   */
  readonly click = (event: MouseEvent): void => {
    const { canvas, picture, whole } = this.chart;
    if (Math.abs(event.clientX - this.#pressedAt) > 3) return;
    const nearest = canvas?.nearest()[0];
    const line = nearest && nearest.distance < 24 ? picture.lines[nearest.index] : undefined;
    if (event.ctrlKey || event.metaKey) {
      if (!this.chart.links) this.#dispatchTime(canvas?.cursor?.index);
      else if (line?.client) window.open(machineUrl(line.client), "_blank", "noopener");
    } else if (event.altKey && line && whole.lines.length > 1) this.chart.showAlone(line.key);
  };

  readonly key = (event: KeyboardEvent): void => {
    const action = keyAction(event, this.index, this.chart.picture.frame.times, this.chart.span());
    if (!action) return;
    event.preventDefault();
    if (action.kind === "back") return this.back();
    if (action.kind === "time") return this.#dispatchTime(this.index);
    if (action.kind === "zoom") return this.zoom(action.from, action.to);
    this.#isHere = true;
    this.chart.canvas?.moveCursor(action.index);
    this.announcement = spokenValues(this.chart.picture, action.index);
    this.#moveTo(action.index);
  };

  /** Dispatches the chosen span. */
  zoom(from: number, to: number): void {
    const [start, end] = to - from >= shortest ? [from, to] : [(from + to - shortest) / 2, (from + to + shortest) / 2];
    this.#dispatch("window-zoom", { from: Math.round(start), to: Math.round(Math.min(end, Math.max(serverClock.now(), to))) });
  }

  /** Dispatches a step back. */
  back(): void {
    this.#dispatch("window-back");
  }

  get #hasFewLines(): boolean {
    return this.chart.whole.lines.length <= manyLines;
  }

  #moveTo(index: number | null): void {
    this.index = index;
    this.chart.requestUpdate();
  }

  #dispatchTime(index: number | null | undefined): void {
    const time = index === null || index === undefined ? undefined : this.chart.picture.frame.times[index];
    if (time !== undefined) this.#dispatch("chart-time", time);
  }

  #dispatch(event: string, detail?: unknown): void {
    this.chart.dispatchEvent(new CustomEvent(event, { detail, bubbles: true }));
  }
}
