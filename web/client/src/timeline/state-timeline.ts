import { html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ApiError, getJson } from "../api/http.ts";
import { serverClock } from "../api/server-clock.ts";
import { machineUrl } from "../shell/machine-url.ts";
import { pageWindow } from "../time/time-controls.ts";
import { spanOf, type TimeWindow } from "../time/time-window.ts";
import { formatPercent } from "../format/percent.ts";
import { formatMoment } from "../format/time.ts";
import { unknown } from "../format/unit.ts";
import { LightElement } from "../shell/light-element.ts";
import { readParameter, writeParameter } from "../shell/page-url.ts";
import { Ticker } from "../shell/ticker.ts";
import { laneRows, totalShare, type LaneOrder, type LaneRow } from "./lane-rows.ts";
import { greatestValue } from "./lanes-csv.ts";
import { laneHeight, laneView, patterns, swatch, type LaneFrame } from "./lane-view.ts";
import { laneTable, saveCsv } from "./lane-table.ts";
import { SpanPointer, spanAt } from "./span-pointer.ts";
import { stateMetric, stateMetrics, stateOf, type StateMetric } from "./state-metrics.ts";
import "./timeline-controls.ts";
import { TimelineData } from "./timeline-data.ts";
import { timeTicks } from "./time-ticks.ts";

const usualWindow: TimeWindow = { kind: "live", seconds: 7 * 86_400 };
/** Rows beyond these are drawn on demand. */
const pageSize = 300;
const refreshMs = 30_000;

/** Lanes of states over time, one for each series of a metric: rented or not, up or down, good or bad. */
@customElement("state-timeline")
export class StateTimeline extends LightElement {
  @state() private metric: string | null = readParameter("metric");
  @state() private window = pageWindow(usualWindow);
  @state() private search = readParameter("q") ?? "";
  @state() private order: LaneOrder = readParameter("sort") === "share" ? "share" : "name";
  @state() private offered: readonly StateMetric[] = stateMetrics;
  @state() private known: readonly string[] = [];
  @state() private most = pageSize;
  @state() private width = 0;
  @state() private isTableOpen = false;
  @query(".lane-axis") private readonly axis!: HTMLElement | null;
  #data: TimelineData | null = null;
  readonly #pointer = new SpanPointer(this);
  readonly #resize = new ResizeObserver(() => (this.width = Math.floor(this.axis?.clientWidth ?? 0)));

  constructor() {
    super();
    new Ticker(this, refreshMs, () => (this.window.kind === "live" && !document.hidden ? void this.#data?.load() : undefined));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#chooseMetric();
  }

  override disconnectedCallback(): void {
    this.#data?.close();
    this.#resize.disconnect();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (this.metric === null || (!changes.has("metric") && !changes.has("window"))) return;
    this.#data?.close();
    const data = new TimelineData(this.metric, this.window, { fetch: getJson, now: () => serverClock.now() });
    data.changed.listen(() => this.requestUpdate());
    this.#data = data;
    void data.load();
  }

  protected override updated(): void {
    this.#resize.disconnect();
    if (this.axis) this.#resize.observe(this.axis);
  }

  protected override render(): TemplateResult {
    const metric = stateMetric(this.metric ?? "");
    return html`${patterns()}
      <div class="toolbar"><time-controls .usual=${usualWindow} @window-change=${({ detail }: CustomEvent<TimeWindow>) => (this.window = detail)}></time-controls></div>
      <timeline-controls .metric=${metric} .offered=${this.offered} .known=${this.known} .search=${this.search} .order=${this.order}
        @metric-change=${({ detail }: CustomEvent<string>) => this.#keep("metric", (this.metric = detail))}
        @search-change=${({ detail }: CustomEvent<string>) => this.#keep("q", (this.search = detail))}
        @order-change=${({ detail }: CustomEvent<LaneOrder>) => this.#keep("sort", (this.order = detail) === "name" ? null : detail)}></timeline-controls>
      ${this.#content(metric)}`;
  }

  #content(metric: StateMetric): TemplateResult {
    const data = this.#data;
    if (!data || (data.status === "loading" && data.until === null)) return html`<p class="page-message">Loading…</p>`;
    if (data.until === null) {
      return html`<div class="page-message" role="alert"><h2>The timeline cannot be shown</h2><p>${data.error}</p>
        <p><button type="button" class="button" @click=${() => void data.load()}>Try again</button></p></div>`;
    }
    const span = spanOf(this.window, data.until);
    const rows = laneRows(data.lanes, metric, data.names, span, this.search, this.order);
    if (rows.length === 0) {
      return html`<div class="page-message"><h2>${data.lanes.length === 0 ? "Nothing to show" : "No lane fits the search"}</h2>
        <p>${data.lanes.length === 0 ? html`No machine reported <span class="code">${metric.metric}</span> in this time range.` : nothing}</p></div>`;
    }
    return this.#lanes(metric, rows, span, data);
  }

  #lanes(metric: StateMetric, rows: readonly LaneRow[], span: { from: number; to: number }, data: TimelineData): TemplateResult {
    const frame: LaneFrame = { ...span, width: this.width, metric, greatest: greatestValue(rows) };
    const total = totalShare(rows, metric);
    return html`<div class="lanes" ?data-stale=${data.status === "failed"}>
      <div class="lanes-head">
        <p>${rows.length} ${rows.length === 1 ? "lane" : "lanes"}${total === null ? nothing : html` · <strong>${formatPercent(total)}</strong> of the time ${metric.share.title}`}
          ${data.status === "failed" ? html`<span class="problem" role="alert">as of ${formatMoment(data.until!)}: ${data.error}</span>` : nothing}</p>
        ${this.#legend(metric, rows, frame.greatest)}
        <button type="button" class="button" @click=${() => saveCsv(rows, metric)}>Save as CSV</button>
      </div>
      <div class="lane lane-top"><span class="lane-name faint">Machine</span><div class="lane-axis">${this.#axis(frame)}</div><span class="lane-share faint" title=${`Share of the known time: ${metric.share.title}`}>${metric.share.title}</span></div>
      <div class="lane-list" @pointermove=${(event: PointerEvent) => this.#point(event, rows, frame)} @pointerleave=${() => this.#pointer.hide()}>
        ${repeat(rows.slice(0, this.most), ({ key }) => key, (row) => this.#lane(row, frame))}
      </div>
      ${rows.length > this.most ? html`<p class="list-message"><button type="button" class="button" @click=${() => (this.most += pageSize)}>Show ${Math.min(pageSize, rows.length - this.most)} more of ${rows.length}</button></p>` : nothing}
      ${this.#pointer.view(frame)}
      <details class="lanes-table" ?open=${this.isTableOpen} @toggle=${(event: Event) => (this.isTableOpen = (event.target as HTMLDetailsElement).open)}>
        <summary>Table of all spans</summary>${this.isTableOpen ? laneTable(rows, metric) : nothing}</details>
    </div>`;
  }

  #lane(row: LaneRow, frame: LaneFrame): TemplateResult {
    const { key, lane, machine, part, share, spans } = row;
    const shown = share === null ? unknown : formatPercent(share);
    return html`<div class="lane" data-lane=${key}>
      <span class="lane-name" title=${`${machine} ${part}`}><a href=${machineUrl(lane.client)}>${machine}</a>${part ? html` <span class="faint">${part}</span>` : nothing}</span>
      <div class="lane-stage" role="slider" tabindex="0" aria-label=${`${machine} ${part}: ${shown} ${frame.metric.share.title}`} aria-valuemin="1" aria-valuemax=${spans.length}
        aria-valuenow=${this.#pointer.placeIn(row) + 1} aria-valuetext=${this.#pointer.textFor(row, frame)}
        @keydown=${(event: KeyboardEvent) => this.#pointer.key(event, row, frame)} @blur=${() => this.#pointer.hide()}>${this.width > 0 ? laneView(spans, frame) : nothing}</div>
      <span class="lane-share">${shown}</span>
    </div>`;
  }

  #axis({ from, to, width }: LaneFrame): TemplateResult {
    if (width === 0) return html``;
    return html`<svg class="lane-drawing" width=${width} height=${laneHeight} viewBox="0 0 ${width} ${laneHeight}" aria-hidden="true">
      ${timeTicks(from, to, Math.max(1, Math.floor(width / 88))).map(({ time, text }) => tick(((time - from) / (to - from)) * width, text, width))}</svg>`;
  }

  #legend(metric: StateMetric, rows: readonly LaneRow[], greatest: number): TemplateResult {
    const values = [...new Set(rows.flatMap(({ spans }) => spans.map(({ value }) => value)))].sort((a, b) => a - b).slice(0, 12);
    return html`<ul class="lanes-legend" aria-label="States">${values.map((value) => {
      const { word, look } = stateOf(metric, value, greatest);
      return html`<li>${swatch(look)} ${word}</li>`;
    })}</ul>`;
  }

  #point(event: PointerEvent, rows: readonly LaneRow[], frame: LaneFrame): void {
    const stage = (event.target as Element).closest(".lane-stage");
    const row = stage && rows.find(({ key }) => key === (stage.parentElement as HTMLElement).dataset["lane"]);
    if (!stage || !row) return this.#pointer.hide();
    const time = frame.from + ((event.clientX - stage.getBoundingClientRect().left) / frame.width) * (frame.to - frame.from);
    this.#pointer.show(row, spanAt(row.spans, time), event.clientX, event.clientY);
  }

  #keep(name: string, value: string | null): void {
    writeParameter(name, value);
    this.most = pageSize;
  }

  /** What the fleet reports decides what is offered; without an answer all is, and the first is shown. */
  async #chooseMetric(): Promise<void> {
    try {
      this.known = (await getJson<{ name: string }[]>("/api/metrics")).map(({ name }) => name);
      const offered = stateMetrics.filter(({ metric }) => this.known.includes(metric));
      if (offered.length > 0) this.offered = offered;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
    this.metric ??= this.offered[0]!.metric;
  }
}

function tick(x: number, text: string, width: number): TemplateResult {
  const anchor = x < 24 ? "start" : x > width - 24 ? "end" : "middle";
  return svg`<text x=${x.toFixed(1)} y="14" text-anchor=${anchor} class="axis-text">${text}</text>`;
}
