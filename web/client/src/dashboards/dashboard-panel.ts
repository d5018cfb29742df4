import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { valueOf } from "../shell/value-of.ts";
import type { TimeWindow } from "../time/time-window.ts";
import { writeExploration } from "../explore/exploration-text.ts";
import "../explore/explored-view.ts";
import { LightElement } from "../shell/light-element.ts";
import type { Panel } from "./dashboard-content.ts";

/** From one place of the dashboard to another. */
export interface PanelMove {
  from: number;
  to: number;
}

/** Columns and rows. */
export interface PanelSize {
  width: number;
  height: number;
}

/** A row of a panel is so high. */
const rowPixels = 56;
const dragged = "application/x-dcmon-panel";

/**
 * A plot of a dashboard; while it is arranged it dispatches `panel-move`, `panel-size`, `panel-title` and
 * `panel-remove`.
 */
@customElement("dashboard-panel")
export class DashboardPanel extends LightElement {
  @property({ attribute: false }) panel!: Panel;
  @property({ attribute: false }) place = 0;
  @property({ attribute: false }) last = false;
  @property({ attribute: false }) window!: TimeWindow;
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();
  @property({ type: Boolean }) editing = false;

  protected override updated(changes: PropertyValues<this>): void {
    // No attribute: the page's policy allows styles that a script sets, not those that are written in markup.
    if (changes.has("panel")) this.style.gridColumn = `span ${this.panel.width}`;
  }

  protected override render(): TemplateResult {
    return html`<section @dragover=${this.#over} @drop=${this.#drop}>
      ${this.editing ? this.#bar() : nothing}
      <explored-view .view=${this.panel.view} .caption=${this.panel.title} .window=${this.window} .names=${this.names} .height=${this.panel.height * rowPixels}></explored-view>
      ${this.editing ? nothing : html`<a class="explore-link" href=${`/explore?view=${encodeURIComponent(writeExploration(this.panel.view))}`}
        title="Open in the explorer" aria-label=${`Open ${this.panel.title} in the explorer`}>↗</a>`}
    </section>`;
  }

  #bar(): TemplateResult {
    const { title, width, height } = this.panel;
    const button = (text: string, label: string, action: () => void, disabled = false): TemplateResult =>
      html`<button type="button" class="icon-button" title=${label} aria-label=${`${label}: ${title}`} ?disabled=${disabled} @click=${action}>${text}</button>`;
    return html`<div class="panel-bar" draggable="true" @dragstart=${this.#drag}>
      <span class="grip" aria-hidden="true">⠿</span>
      <input aria-label="Title" maxlength="200" .value=${title} @change=${(event: Event) => this.#dispatch("panel-title", valueOf(event))}>
      ${button("←", "Move forward", () => this.#dispatch("panel-move", { from: this.place, to: this.place - 1 }), this.place === 0)}
      ${button("→", "Move back", () => this.#dispatch("panel-move", { from: this.place, to: this.place + 1 }), this.last)}
      ${button("↔−", "Narrower", () => this.#dispatch("panel-size", { width: width - 2, height }), width <= 2)}
      ${button("↔+", "Wider", () => this.#dispatch("panel-size", { width: width + 2, height }), width >= 12)}
      ${button("↕−", "Lower", () => this.#dispatch("panel-size", { width, height: height - 1 }), height <= 2)}
      ${button("↕+", "Higher", () => this.#dispatch("panel-size", { width, height: height + 1 }), height >= 12)}
      ${button("×", "Remove", () => this.#dispatch("panel-remove", null))}
    </div>`;
  }

  readonly #drag = (event: DragEvent): void => event.dataTransfer?.setData(dragged, String(this.place));

  readonly #over = (event: DragEvent): void => {
    if (this.editing && event.dataTransfer?.types.includes(dragged)) event.preventDefault();
  };

  readonly #drop = (event: DragEvent): void => {
    const from = Number(event.dataTransfer?.getData(dragged) || Number.NaN);
    if (!this.editing || !Number.isInteger(from) || from === this.place) return;
    event.preventDefault();
    this.#dispatch<PanelMove>("panel-move", { from, to: this.place });
  };

  #dispatch<T>(event: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(event, { detail }));
  }
}
