import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { serverClock } from "../api/server-clock.ts";
import type { Machine, Facts } from "../api/types.ts";
import { stateMark } from "../fleet/cells.ts";
import { levelOf } from "../fleet/level.ts";
import { formatAge } from "../format/duration.ts";
import { formatRecent, formatUtc } from "../format/time.ts";
import { formatValue } from "../format/unit.ts";
import { thresholdsOf } from "../shell/display-settings.ts";
import { LightElement } from "../shell/light-element.ts";
import { Ticker } from "../shell/ticker.ts";
import { headerFigures, type HeaderFigure } from "./header-figures.ts";
import { factsLine } from "./machine-facts.ts";
import "./machine-labels.ts";
import { figureView } from "./view/figure-view.ts";

/** Name, state, tags, group and main figures of a machine. */
@customElement("machine-header")
export class MachineHeader extends LightElement {
  @property({ attribute: false }) client!: Machine;
  @property({ attribute: false }) facts: Facts | null = null;
  /** Whether what is shown is current: not while the connection is lost. */
  @property({ type: Boolean }) live = true;
  /** The time of the newest report that the page has drawn. */
  @property({ type: Number }) drawn: number | null = null;
  /** Whether the viewer may change tags and group. */
  @property({ type: Boolean }) admin = false;

  constructor() {
    super();
    new Ticker(this, 5000, () => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const { name, online } = this.client;
    return html`<div class="title-line">
        <h1 title=${name}>${name}</h1>${stateMark(online)}${this.#lastSeen()}
      </div>
      ${this.facts ? html`<p class="facts-line">${factsLine(this.facts)}</p>` : nothing}
      <machine-labels .client=${this.client} .admin=${this.admin}></machine-labels>
      <dl class="figures" ?data-stale=${!online || !this.live}>${headerFigures.map((each) => this.#figure(each))}</dl>`;
  }

  #figure({ figure, title, unit, limit, isPart }: HeaderFigure): TemplateResult | typeof nothing {
    const value = this.client.figures[figure];
    // A server that knows less than this page leaves figures out.
    if (value === null || value === undefined) return nothing;
    const thresholds = thresholdsOf(figure);
    const most = limit ? this.client.figures[limit] : null;
    const level = figure === "psusFailed" ? (value > 0 ? "critical" : "normal") : thresholds ? levelOf(value, thresholds) : "normal";
    const note = typeof most === "number" ? `of ${formatValue(most, unit)}` : null;
    return html`<div data-figure=${figure}><dt>${title}</dt><dd>${figureView({ text: formatValue(value, unit), level, note, part: isPart ? value : null })}</dd></div>`;
  }

  #lastSeen(): TemplateResult {
    const time = this.drawn ?? this.client.lastSeen;
    if (time === null) return html`<span class="last-seen">never seen</span>`;
    const now = serverClock.now();
    return html`<span class="last-seen" data-time=${this.drawn ?? nothing} title=${formatUtc(time)}>last report
      <time>${formatRecent(time, now)}</time>${now - time < 20_000 ? nothing : html` (${formatAge(now - time)})`}</span>`;
  }
}
