import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../shell/light-element.ts";
import { valueOf } from "../shell/value-of.ts";
import type { LaneOrder } from "./lane-rows.ts";
import type { StateMetric } from "./state-metrics.ts";

/** Chooses which lanes the timeline shows: `metric-change`, `search-change`, `order-change`. */
@customElement("timeline-controls")
export class TimelineControls extends LightElement {
  @property({ attribute: false }) metric!: StateMetric;
  @property({ attribute: false }) offered: readonly StateMetric[] = [];
  /** All metrics that the fleet reports. */
  @property({ attribute: false }) known: readonly string[] = [];
  @property() search = "";
  @property() order: LaneOrder = "name";

  protected override render(): TemplateResult {
    const isOffered = this.offered.some(({ metric }) => metric === this.metric.metric);
    const others = this.known.filter((name) => !this.offered.some(({ metric }) => metric === name));
    return html`<form class="toolbar timeline-controls" @submit=${(event: Event) => event.preventDefault()}>
      <label>States <select name="metric" @change=${(event: Event) => this.#dispatch("metric-change", valueOf(event))}>
        ${isOffered || this.metric.metric === "" ? nothing : html`<option value=${this.metric.metric} selected>${this.metric.title}</option>`}
        ${this.offered.map(({ metric, title }) => html`<option value=${metric} ?selected=${metric === this.metric.metric}>${title}</option>`)}
        ${others.length === 0 ? nothing : html`<optgroup label="Any other metric">${others.map((name) => html`<option value=${name} ?selected=${name === this.metric.metric}>${name}</option>`)}</optgroup>`}
      </select></label>
      <label>Sorted by <select name="sort" @change=${(event: Event) => this.#dispatch("order-change", valueOf(event) as LaneOrder)}>
        <option value="name" ?selected=${this.order === "name"}>name</option>
        <option value="share" ?selected=${this.order === "share"}>share of time, least first</option>
      </select></label>
      <label class="grow">Search <input type="search" name="q" .value=${this.search} placeholder="Machine or series" @input=${(event: Event) => this.#dispatch("search-change", valueOf(event))}></label>
    </form>`;
  }

  #dispatch<T>(event: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(event, { detail }));
  }
}
