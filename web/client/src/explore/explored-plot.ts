import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ApiError, getJson } from "../api/http.ts";
import { serverClock } from "../api/server-clock.ts";
import type { TimeSeriesAnswer } from "../api/types.ts";
import { spanOf, type TimeWindow } from "../time/time-window.ts";
import { figureCsv, type Figure } from "../plots/figure.ts";
import "../plots/plot-view.ts";
import type { PlotView } from "../plots/plot-view.ts";
import { LightElement } from "../shell/light-element.ts";
import { fileName, saveFile, saveText } from "../shell/save-file.ts";
import { Ticker } from "../shell/ticker.ts";
import { explorationFigure } from "./exploration-figure.ts";
import type { Exploration } from "./exploration.ts";
import { plotAddress } from "./requests.ts";

/** A plot shows a past that hardly changes: asked again so often while its window moves, milliseconds. */
const refreshEvery = 30_000;

/** An exploration that is no line over time: fetches what it needs, and again while its window moves. */
@customElement("explored-plot")
export class ExploredPlot extends LightElement {
  @property({ attribute: false }) view!: Exploration;
  @property({ attribute: false }) window!: TimeWindow;
  /** Names of machines by id. */
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();
  @property() caption = "";
  /** Of the plot at least, pixels; a heat map of many rows is higher. */
  @property({ type: Number }) height = 360;
  @state() private table = false;
  @state() private figure: Figure | null = null;
  @state() private problem = "";
  @state() private isLoading = true;
  #loading: AbortController | null = null;

  constructor() {
    super();
    new Ticker(this, refreshEvery, () => this.window.kind === "live" && !document.hidden && void this.#load());
  }

  override disconnectedCallback(): void {
    this.#loading?.abort();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("view") || changes.has("window") || changes.has("names")) void this.#load();
  }

  protected override render(): TemplateResult {
    return html`<figure class="explored" ?data-loading=${this.isLoading}>
      <figcaption><h3>${this.caption}</h3>${this.figure ? this.#actions(this.figure) : nothing}</figcaption>
      ${this.#content()}
    </figure>`;
  }

  #content(): TemplateResult {
    if (this.problem) {
      return html`<p class="message failed" role="alert"><span>${this.problem}</span>
        <button type="button" class="button" @click=${() => void this.#load()}>Try again</button></p>`;
    }
    if (this.figure) return html`<plot-view .figure=${this.figure} .height=${this.height} .table=${this.table}></plot-view>`;
    return html`<p class="message">${this.isLoading ? "Loading…" : "No machine reported this in the span that is shown."}</p>`;
  }

  #actions(figure: Figure): TemplateResult {
    return html`<div class="actions">
      <button type="button" class="quiet-button" aria-pressed=${this.table ? "true" : "false"} @click=${() => (this.table = !this.table)}>Table</button>
      <button type="button" class="quiet-button" @click=${() => saveText(fileName(this.caption, "csv"), "text/csv", figureCsv(figure))}>CSV</button>
      <button type="button" class="quiet-button" ?disabled=${this.table} @click=${() => void this.#savePng()}>PNG</button>
    </div>`;
  }

  async #savePng(): Promise<void> {
    const plot = this.querySelector<PlotView>("plot-view");
    if (plot) saveFile(fileName(this.caption, "png"), await plot.toPng());
  }

  async #load(): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    [this.#loading, this.isLoading] = [loading, true];
    const { shape, lines, clients } = this.view;
    const { from, to } = spanOf(this.window, serverClock.now());
    try {
      const answers = await Promise.all(lines.map((line) =>
        getJson<TimeSeriesAnswer>(plotAddress(shape, line, clients, from, to), loading.signal)));
      if (loading !== this.#loading) return;
      [this.figure, this.problem, this.isLoading] = [explorationFigure(this.view, answers, (client) => this.names.get(client) ?? client), "", false];
    } catch (error) {
      if (loading !== this.#loading || !(error instanceof ApiError)) return;
      [this.problem, this.isLoading] = [error.message, false];
    }
  }
}
