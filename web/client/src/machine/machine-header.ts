import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { serverClock } from "../api/server-clock.ts";
import type { Client, Facts } from "../api/types.ts";
import { levelsOf } from "../fleet/column.ts";
import { columns } from "../fleet/columns.ts";
import { figure, stateMark, tagList } from "../fleet/fleet-row.ts";
import { formatAge } from "../format/duration.ts";
import { formatRecent, formatUtc } from "../format/time.ts";
import { formatValue } from "../format/unit.ts";
import { LightElement } from "../shell/light-element.ts";
import { Ticker } from "../shell/ticker.ts";
import { factsLine } from "./machine-facts.ts";

/** Name, state and main figures of a machine. */
@customElement("machine-header")
export class MachineHeader extends LightElement {
  @property({ attribute: false }) client!: Client;
  @property({ attribute: false }) facts: Facts | null = null;
  /** Whether what is shown is current: not while the connection is lost. */
  @property({ type: Boolean }) live = true;
  /** The time of the newest report that the page has drawn. */
  @property({ type: Number }) drawn: number | null = null;

  constructor() {
    super();
    new Ticker(this, 5000, () => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const { name, online, tags } = this.client;
    return html`<div class="title-line">
        <h1 title=${name}>${name}</h1>${stateMark(online)}${tagList(tags)}${this.#lastSeen()}
      </div>
      ${this.facts ? html`<p class="facts-line">${factsLine(this.facts)}</p>` : nothing}
      <dl class="figures" ?data-stale=${!online || !this.live}>${columns.filter(({ figure, value }) => figure && value(this.client) !== null).map((column) => {
        const value = column.value(this.client) as number | null;
        return html`<div><dt>${column.title}</dt><dd>${figure(value, formatValue(value, column.unit!), levelsOf(column), column.unit === "ratio")}</dd></div>`;
      })}</dl>`;
  }

  #lastSeen(): TemplateResult {
    const time = this.drawn ?? this.client.lastSeen;
    if (time === null) return html`<span class="last-seen">never seen</span>`;
    const now = serverClock.now();
    return html`<span class="last-seen" data-time=${this.drawn ?? nothing} title=${formatUtc(time)}>last report
      <time>${formatRecent(time, now)}</time>${now - time < 20_000 ? nothing : html` (${formatAge(now - time)})`}</span>`;
  }
}
