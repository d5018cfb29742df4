import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { TimeWindow } from "../time/time-window.ts";
import "../charts/time-chart.ts";
import type { MachineFeed } from "../live/machine-feed.ts";
import { LightElement } from "../shell/light-element.ts";
import { onVisibility } from "../shell/visibility.ts";
import type { ChartMark } from "./events/event-marks.ts";
import type { Folds } from "./model/folds.ts";
import { SchemaIndex, type Values } from "./model/schema-index.ts";
import type { MachineChart, Part, ShownSection } from "./model/section.ts";
import type { ShortHistory } from "./model/short-history.ts";
import { hasData } from "./sections/index.ts";
import { deviceCards } from "./view/device-cards.ts";
import { deviceCells } from "./view/device-cells.ts";
import { deviceTable } from "./view/device-table.ts";
import type { SectionContext } from "./view/section-context.ts";

const layouts = { cards: deviceCards, table: deviceTable, cells: deviceCells } as const;

/** One section of a machine's page. Closed or far from the screen it draws nothing and asks for nothing. */
@customElement("machine-section")
export class MachineSection extends LightElement {
  @property({ attribute: false }) shown!: ShownSection;
  @property({ attribute: false }) schema: SchemaIndex | null = null;
  /** Null before the first report. */
  @property({ attribute: false }) values: Values | null = null;
  @property({ attribute: false }) history!: ShortHistory;
  @property({ attribute: false }) folds!: Folds;
  @property({ attribute: false }) feed!: MachineFeed;
  @property({ attribute: false }) window!: TimeWindow;
  @property({ attribute: false }) marks: readonly ChartMark[] = [];
  /** Counts changes that properties do not show: of histories, and of what is open. */
  @property({ type: Number }) revision = 0;
  @state() private isNear = false;
  @query(".section-body") private readonly body!: HTMLElement | null;
  /** Height of the body when it was drawn last, so that the page does not jump when it is left out. */
  #height = 0;

  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onVisibility(this, (isNear) => {
      if (!isNear) this.#height = this.body?.offsetHeight ?? this.#height;
      this.isNear = isNear;
    });
  }

  override disconnectedCallback(): void {
    this.#stop?.();
    super.disconnectedCallback();
  }

  /** Reports outside the view are not rendered. */
  protected override shouldUpdate(changes: PropertyValues): boolean {
    return (this.isNear && this.#isOpen()) || [...changes.keys()].some((name) => name !== "values" && name !== "marks");
  }

  protected override render(): TemplateResult {
    const { section } = this.shown;
    const isOpen = this.#isOpen();
    return html`<section id=${`section-${section.id}`} class="machine-section" aria-labelledby=${`title-${section.id}`}>
      <h2 id=${`title-${section.id}`}><button type="button" aria-expanded=${isOpen ? "true" : "false"} @click=${() => this.folds.set(section.id, !isOpen)}>
        <span class="fold" aria-hidden="true"></span>${section.title}${this.#count()}</button></h2>
      ${isOpen ? html`<div class="section-body">${this.isNear ? this.#content() : nothing}</div>` : nothing}
    </section>`;
  }

  protected override updated(): void {
    this.body?.style.setProperty("min-height", this.isNear ? "" : `${this.#height}px`);
  }

  #isOpen(): boolean {
    return this.folds.isOpen(this.shown.section.id, !this.shown.section.closed);
  }

  #count(): TemplateResult | typeof nothing {
    const devices = this.shown.parts.flatMap(({ devices }) => devices.filter(({ name }) => name !== "")).length;
    return devices > 1 && this.shown.parts.length === 1 ? html` <span class="faint">${devices}</span>` : nothing;
  }

  #content(): TemplateResult {
    const context: SectionContext = {
      section: this.shown.section.id, values: this.values ?? [], history: this.history, folds: this.folds,
      charts: (charts) => this.#charts(charts.filter((chart) => !this.schema || hasData(chart, this.schema))),
    };
    return html`
      ${this.shown.parts.filter(({ when }) => this.values && (!when || when(this.values))).map((part) => this.#part(part, context))}
      ${this.#charts(this.shown.charts)}`;
  }

  #part(part: Part, context: SectionContext): TemplateResult {
    return html`<div class="part" data-layout=${part.layout}>
      ${part.title ? html`<h3>${part.title}</h3>` : nothing}${layouts[part.layout](part, context)}</div>`;
  }

  #charts(charts: readonly MachineChart[]): TemplateResult {
    if (charts.length === 0) return html``;
    return html`<div class="charts">${repeat(charts, ({ id }) => id, (chart) => html`
      <time-chart data-chart=${chart.id} .request=${chart} .feed=${this.feed} .window=${this.window} .marks=${this.marks}></time-chart>`)}</div>`;
  }
}

