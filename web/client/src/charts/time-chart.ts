import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { serverClock } from "../api/server-clock.ts";
import type { MachineFeed } from "../live/machine-feed.ts";
import { icon } from "../shell/icons.ts";
import { LightElement } from "../shell/light-element.ts";
import { onThemeChange } from "../shell/theme.ts";
import { Ticker } from "../shell/ticker.ts";
import { onVisibility } from "../shell/visibility.ts";
import { defaultWindow, spanOf, windowSeconds, type TimeWindow } from "../time/time-window.ts";
import type { ChartRequest } from "./chart-request.ts";
import { saveCsv, savePng } from "./controls/chart-export.ts";
import { legendOf, type LinePick } from "./controls/chart-legend.ts";
import "./controls/chart-menu.ts";
import { ChartPointer } from "./controls/chart-pointer.ts";
import { chartMessage, chartNote, isStale, type ChartState } from "./controls/chart-state.ts";
import { chartTable } from "./controls/chart-table.ts";
import { emptyReason } from "./controls/empty-reason.ts";
import { isolate, present, toggle, type Selection } from "./controls/selection.ts";
import type { ChartData } from "./data/chart-data.ts";
import { openData } from "./data/open-data.ts";
import { ChartCanvas } from "./draw/chart-canvas.ts";
import { drawQueue } from "./draw/draw-queue.ts";
import type { Mark } from "./draw/marks.ts";
import { RedrawPace } from "./draw/redraw-pace.ts";
import type { Names } from "./picture/line-names.ts";
import { emptyPicture, pick, type Picture } from "./picture/picture.ts";
import { dataPicture } from "./picture/request-picture.ts";

const expandedHeight = 420;
const noNames: Names = new Map();
/** Of the chart's width, pixels that are not the plot's. */
const besidePlot = 112;

/**
 * A time series chart: history that goes on live. A span chosen on it is sent as `window-zoom` ({from, to}), the wish
 * to step back as `window-back`; `<time-controls>` listens to both. A time that is chosen (Ctrl and a click, or Enter)
 * is sent as `chart-time`, where lines do not lead to their machines.
 */
@customElement("time-chart")
export class TimeChart extends LightElement {
  @property({ attribute: false }) request?: ChartRequest;
  /** With it, the request is about this machine, and its reports are what comes live. */
  @property({ attribute: false }) feed?: MachineFeed;
  @property({ attribute: false }) window: TimeWindow = defaultWindow;
  /** Names of machines by id. */
  @property({ attribute: false }) names: Names = noNames;
  @property({ attribute: false }) marks: readonly Mark[] = [];
  /** Whether lines lead to their machines. */
  @property({ type: Boolean, reflect: true }) links = false;
  /** Of the plot, pixels. */
  @property({ type: Number }) height = 176;
  @state() private selection: Selection = null;
  @state() private isExpanded = false;
  @state() private hasTable = false;
  @query(".plot") private readonly plot!: HTMLElement;
  @query(".chart-tip") readonly tip!: HTMLElement;

  #data: ChartData | null = null;
  #canvas: ChartCanvas | null = null;
  /** All lines, and those that are drawn. */
  #whole = emptyPicture;
  #drawn: Picture = emptyPicture;
  #drawnAt = 0;
  #hasPicture = false;
  #isVisible = false;
  #drawing: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void)[] = [];
  readonly #pace = new RedrawPace();
  readonly #pointer = new ChartPointer(this);
  readonly #resize = new ResizeObserver(() => this.#canvas?.fit());

  /** The times of the points that are drawn, milliseconds, ascending. */
  get drawnTimes(): readonly number[] {
    return this.#drawn.frame.times;
  }

  /** The time of the point that is pointed at, milliseconds; null while none is. */
  get pointedTime(): number | null {
    return this.#pointer.time;
  }

  /** What is drawn. */
  get picture(): Picture {
    return this.#drawn;
  }

  /** All lines, those too that are not drawn. */
  get whole(): Picture {
    return this.#whole;
  }

  /** The drawing; null before the first update. */
  get canvas(): ChartCanvas | null {
    return this.#canvas;
  }

  constructor() {
    super();
    new Ticker(this, 5000, () => this.#tick());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = [
      onThemeChange(() => this.#canvas?.restyle()),
      onVisibility(this, (isVisible) => this.#becomeVisible(isVisible)),
    ];
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    for (const stop of this.#stop) stop();
    this.#resize.disconnect();
    clearTimeout(this.#timer);
    drawQueue.cancel(this);
    this.#close();
    this.#canvas?.destroy();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: Map<PropertyKey, unknown>): void {
    const isOther = changes.has("feed") || changes.has("request");
    if (isOther) {
      this.#hasPicture = false;
      this.#whole = emptyPicture;
    }
    if (isOther || changes.has("window")) this.#open();
    if (isOther || ["window", "names", "marks", "selection"].some((name) => changes.has(name))) this.#drawSoon();
    if (changes.has("isExpanded")) this.toggleAttribute("data-expanded", this.isExpanded);
  }

  protected override updated(changes: Map<PropertyKey, unknown>): void {
    if (!changes.has("height") && !changes.has("isExpanded")) return;
    this.plot.style.height = `${this.#height}px`;
    this.#canvas?.fit(this.#height);
  }

  protected override firstUpdated(): void {
    this.#canvas = new ChartCanvas(this.plot, {
      window: () => this.span(),
      onCursor: (index) => this.#pointer.cursor(index),
      onZoom: (from, to) => this.#pointer.zoom(from, to),
      onBack: () => this.#pointer.back(),
      onDrawn: () => this.#showNewest(),
      marks: () => this.marks,
    }, this.#height);
    this.#drawSoon();
  }

  /** An update is complete once it is drawn. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete();
    if (!document.hidden) await this.#drawing;
    return isComplete && (await super.getUpdateComplete());
  }

  protected override render(): TemplateResult {
    const title = this.#title;
    const state = this.#state();
    return html`<figure data-unit=${this.#whole.units[0]} data-status=${this.#data?.status ?? "loading"} ?data-stale=${isStale(this.#data, state.now)}
      ?data-pending=${this.#hasPicture && this.#data?.status === "loading"}>
      <figcaption><h3 title=${title}><bdi>${title}</bdi></h3>${chartNote(state)}
        <button type="button" class="icon-button small" title=${this.isExpanded ? "Smaller" : "Larger"} aria-label=${`${title}: ${this.isExpanded ? "smaller" : "larger"}`}
          aria-pressed=${this.isExpanded ? "true" : "false"} @click=${() => (this.isExpanded = !this.isExpanded)}>${icon(this.isExpanded ? "shrink" : "expand")}</button>
        <chart-menu .name=${title} ?table=${this.hasTable} @chart-table=${() => (this.hasTable = !this.hasTable)}
          @chart-png=${() => void savePng(this.#canvas, this.#drawn, title, this.span())} @chart-csv=${() => saveCsv(this.#drawn, title)}></chart-menu>
      </figcaption>
      <div class="stage" @pointerenter=${this.#pointer.enter} @pointerleave=${this.#pointer.leave}>
        <div class="plot" tabindex="0" role="group" aria-roledescription="chart" @keydown=${this.#pointer.key} @blur=${this.#pointer.leave}
          @pointerdown=${this.#pointer.press} @click=${this.#pointer.click}
          aria-label=${`${title} over time. Arrow keys read its values, plus and minus zoom, Escape steps back; there is a table in its menu.`}></div>
        ${chartMessage(state)}
        <div class="chart-tip" hidden></div>
      </div>
      <p class="visually-hidden" role="status">${this.#pointer.announcement}</p>
      <chart-legend .entries=${legendOf(this.#whole, this.selection, this.#pointer.followed)} .units=${this.#whole.units} .left=${this.#whole.total - this.#whole.lines.length} ?links=${this.links}
        @line-pick=${({ detail }: CustomEvent<LinePick>) => this.#pick(detail)}
        @line-focus=${({ detail }: CustomEvent<string | null>) => this.#canvas?.highlight(detail)}></chart-legend>
      ${this.hasTable ? chartTable(this.#drawn, title, state.now) : nothing}
    </figure>`;
  }

  get #title(): string {
    return this.request?.title ?? this.request?.lines.map(({ name, metric }) => name ?? metric).join(", ") ?? "";
  }

  get #height(): number {
    return this.isExpanded ? Math.max(expandedHeight, this.height) : this.height;
  }

  /** Loads what is wanted now; what is drawn stays until there is something else. */
  #open(): void {
    this.#close();
    if (!this.request || !(this.feed || this.#isVisible)) return;
    this.#data = openData(this.request, this.window, this.clientWidth - besidePlot, this.feed);
    this.#data.changed.listen(() => this.#onChange());
    this.#onChange();
  }

  #close(): void {
    this.#data?.close();
    this.#data = null;
  }

  /** A chart out of view is not drawn, and its queries are not watched; the reports of a feed arrive anyway. */
  #becomeVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    if (isVisible && !this.#data) this.#open();
    if (isVisible) this.#drawSoon();
    else if (!this.feed) this.#close();
  }

  /**
   * Draws new points when their turn is; those of one machine's reports, which are few, and a change of state at once.
   */
  #onChange(): void {
    const isPaced = !this.feed && this.#hasPicture && this.#data?.status === "ready";
    const wait = isPaced ? this.#pace.wait(performance.now(), this.#pixel) : 0;
    if (wait === 0) this.#drawSoon();
    else this.#timer ??= setTimeout(() => this.#drawSoon(), wait);
  }

  #drawSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isVisible || !this.isConnected) return void this.requestUpdate();
    this.#drawing ??= new Promise((resolve) => drawQueue.request(this, () => {
      this.#drawing = null;
      this.#draw();
      resolve();
    }));
  }

  #draw(): void {
    const start = performance.now();
    const isLoaded = this.#data !== null && this.#data.status !== "loading";
    const picture = this.#data && dataPicture(this.#data, this.names);
    if (picture || isLoaded) this.#whole = picture ?? (this.#hasPicture ? this.#whole : emptyPicture);
    this.#hasPicture ||= picture !== null;
    this.selection = present(this.selection, this.#whole.lines.map(({ key }) => key));
    this.#drawn = pick(this.#whole, ({ key }) => this.selection === null || this.selection.has(key));
    if (this.#hasPicture || isLoaded) this.#canvas?.show(this.#drawn);
    this.#drawnAt = serverClock.now();
    this.#pace.drew(start, performance.now());
    this.requestUpdate();
  }

  /** Ages and the axis move without new data; the axis only by whole pixels. */
  #tick(): void {
    if (this.window.kind === "live" && serverClock.now() - this.#drawnAt >= this.#pixel) this.#onChange();
    else this.requestUpdate();
  }

  /** The time that a pixel stands for, milliseconds. */
  get #pixel(): number {
    return (windowSeconds(this.window) * 1000) / Math.max(this.clientWidth, 1);
  }

  /** Start and end of the time axis: now by the server's clock, or the newest report where that is ahead. */
  span(): [number, number] {
    const { from, to } = spanOf(this.window, serverClock.now());
    const newest = this.#drawn.frame.times.at(-1) ?? 0;
    const ahead = this.window.kind === "live" && this.#data?.step === 0 ? Math.max(0, newest - to) : 0;
    return [from + ahead, to + ahead];
  }

  #showNewest(): void {
    const newest = this.#data?.newest;
    if (newest) this.dataset["lastTime"] = String(newest);
  }

  /** Shows one line of several, or all again. */
  showAlone(key: string): void {
    this.#pick({ key, alone: true });
  }

  #pick({ key, alone }: LinePick): void {
    const all = this.#whole.lines.map((line) => line.key);
    this.selection = alone ? isolate(this.selection, key) : toggle(this.selection, key, all);
  }

  readonly #retry = (): void => void this.#data?.load();

  #state(): ChartState {
    const isEmpty = !this.#whole.lines.length || (this.#whole.frame.times.at(-1) ?? 0) < this.span()[0];
    return {
      data: this.#data, hasPicture: this.#hasPicture,
      emptyReason: isEmpty && this.#data ? emptyReason(this.#data.request, this.names) : null,
      pointed: this.#pointer.time ?? undefined, now: serverClock.now(), retry: this.#retry,
    };
  }
}
