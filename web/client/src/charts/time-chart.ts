import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { getJson } from "../api/http.ts";
import { serverClock } from "../api/server-clock.ts";
import { formatAge } from "../format/duration.ts";
import { formatRecent } from "../format/time.ts";
import type { ClientFeed } from "../live/client-feed.ts";
import { LightElement } from "../shell/light-element.ts";
import { onThemeChange } from "../shell/theme.ts";
import { Ticker } from "../shell/ticker.ts";
import { ChartCanvas } from "./chart-canvas.ts";
import "./chart-legend.ts";
import type { LegendEntry } from "./chart-legend.ts";
import type { DrawnLine } from "./chart-model.ts";
import { emptyFrame, newestValues, type Frame } from "./frame.ts";
import { LiveChart } from "./live-chart.ts";
import type { ChartSpec } from "./spec.ts";

/** Without news for this long (three reports and a bit), a chart is stale. */
const staleAfter = 35_000;

/** A time series chart of one machine: history that goes on live. */
@customElement("time-chart")
export class TimeChart extends LightElement {
  @property({ attribute: false }) spec!: ChartSpec;
  @property({ attribute: false }) feed!: ClientFeed;
  /** Seconds. */
  @property({ type: Number }) range = 900;
  @state() private cursor: number | null = null;
  @state() private isolated: string | null = null;
  @query(".plot") private readonly host!: HTMLElement;

  #chart!: LiveChart;
  #canvas: ChartCanvas | null = null;
  #lines: DrawnLine[] = [];
  #frame: Frame = emptyFrame;
  #stopTheme: () => void = () => {};
  readonly #resize = new ResizeObserver(() => this.#canvas?.fit());

  constructor() {
    super();
    new Ticker(this, 5000, () => this.#draw());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopTheme = onThemeChange(() => this.#canvas?.restyle());
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    this.#stopTheme();
    this.#resize.disconnect();
    this.#chart.close();
    this.#canvas?.destroy();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has("spec") && !changes.has("feed") && !changes.has("range")) return;
    this.#chart?.close();
    this.#chart = new LiveChart(this.spec, this.feed, this.range, { fetch: getJson, now: () => serverClock.now() });
    this.#chart.changed.listen(() => this.#draw());
  }

  protected override firstUpdated(): void {
    this.#canvas = new ChartCanvas(this.host, {
      spec: this.spec,
      window: () => this.#window(),
      onCursor: (index) => (this.cursor = index),
      onDrawn: () => this.#tellNewest(),
    });
    this.#draw();
  }

  protected override render(): TemplateResult {
    const { title, unit } = this.spec;
    return html`<figure data-unit=${unit} data-status=${this.#chart.status} ?data-stale=${this.#isStale()}>
      <figcaption><h3>${title}</h3>${this.#note()}</figcaption>
      <div class="stage">
        <div class="plot" role="img" aria-label=${`${title} over time; its values are in the list below`}></div>
        ${this.#message()}
      </div>
      <chart-legend .entries=${this.#legend()} .unit=${unit}
        @line-isolate=${({ detail }: CustomEvent<string>) => this.#isolate(detail)}
        @line-focus=${({ detail }: CustomEvent<string | null>) => this.#canvas?.focus(detail)}></chart-legend>
    </figure>`;
  }

  #draw(): void {
    const { model, status } = this.#chart;
    if (model || status === "failed") {
      this.#lines = model?.lines() ?? [];
      this.#frame = model?.frame() ?? emptyFrame;
      const visible = this.#lines.map((line) => this.isolated === null || line.key === this.isolated);
      this.#canvas?.show(
        this.#lines.filter((_, index) => visible[index]),
        { times: this.#frame.times, columns: this.#frame.columns.filter((_, index) => visible[index]) });
    }
    this.requestUpdate();
  }

  /** Start and end of the time axis: now by the server's clock, or the newest point where that is ahead. */
  #window(): [number, number] {
    const end = Math.max(serverClock.now(), this.#frame.times.at(-1) ?? 0);
    return [end - this.#chart.range * 1000, end];
  }

  #tellNewest(): void {
    const newest = this.#chart.model?.newest;
    if (newest) this.dataset["lastTime"] = String(newest);
  }

  #isolate(key: string): void {
    this.isolated = this.isolated === key ? null : key;
    this.#draw();
  }

  readonly #retry = (): void => void this.#chart.load();

  #legend(): LegendEntry[] {
    const newest = newestValues(this.#frame);
    return this.#lines.map((line, index) => ({
      line,
      value: this.cursor === null ? newest[index] : this.#frame.columns[index]?.[this.cursor],
      hidden: this.isolated !== null && line.key !== this.isolated,
    }));
  }

  #note(): TemplateResult {
    const { model, status, error } = this.#chart;
    const now = serverClock.now();
    const pointed = this.cursor === null ? undefined : this.#frame.times[this.cursor];
    if (pointed !== undefined) return html`<span class="note">${formatRecent(pointed, now)}</span>`;
    if (status === "failed" && model) {
      return html`<span class="note" title=${error}>history may be incomplete
        <button type="button" class="link-button" @click=${this.#retry}>Try again</button></span>`;
    }
    return html`<span class="note">${this.#isStale() ? `last value ${formatAge(now - model!.newest!)}` : ""}</span>`;
  }

  #message(): TemplateResult | typeof nothing {
    const { status, error, model } = this.#chart;
    if (status === "failed" && !model) {
      return html`<p class="message failed" role="alert"><span>${error}</span>
        <button type="button" class="button" @click=${this.#retry}>Try again</button></p>`;
    }
    if (status === "loading") return html`<p class="message loading">Loading…</p>`;
    const isEmpty = (this.#frame.times.at(-1) ?? 0) < this.#window()[0];
    return isEmpty ? html`<p class="message empty">No data in this time range.</p>` : nothing;
  }

  #isStale(): boolean {
    const newest = this.#chart.model?.newest;
    return typeof newest === "number" && serverClock.now() - newest > staleAfter;
  }
}
