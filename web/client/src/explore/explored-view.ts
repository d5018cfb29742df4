import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ChartRequest } from "../charts/chart-request.ts";
import "../charts/time-chart.ts";
import type { TimeWindow } from "../time/time-window.ts";
import { LightElement } from "../shell/light-element.ts";
import { titleOf } from "./exploration-figure.ts";
import type { Exploration } from "./exploration.ts";
import "./explored-plot.ts";
import { chartRequest, isPlot } from "./requests.ts";

/** An exploration as it is seen: lines over time by a chart, everything else by a plot. */
@customElement("explored-view")
export class ExploredView extends LightElement {
  @property({ attribute: false }) view!: Exploration;
  @property({ attribute: false }) window!: TimeWindow;
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();
  /** Said above it; the metrics, if left out. */
  @property() caption = "";
  /** Of the plot, pixels. */
  @property({ type: Number }) height = 360;
  #asked: { text: string; request: ChartRequest } | null = null;

  protected override render(): TemplateResult {
    const title = this.caption || this.view.lines.map(titleOf).join(", ");
    if (isPlot(this.view.shape)) {
      return html`<explored-plot .view=${this.view} .window=${this.window} .names=${this.names} .caption=${title} .height=${this.height}></explored-plot>`;
    }
    return html`<time-chart .request=${this.#request(title)} .window=${this.window} .names=${this.names} .height=${this.height}></time-chart>`;
  }

  /** An equal request is the same object: the chart must not load again. */
  #request(title: string): ChartRequest {
    const request = { title, ...chartRequest(this.view) };
    const text = JSON.stringify(request);
    if (this.#asked?.text !== text) this.#asked = { text, request };
    return this.#asked.request;
  }
}
