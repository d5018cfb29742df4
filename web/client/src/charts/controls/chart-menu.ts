import { html, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { icon } from "../../shell/icons.ts";
import { LightElement } from "../../shell/light-element.ts";

/** The menu of a chart: dispatches `chart-table`, `chart-png`, `chart-csv`. */
@customElement("chart-menu")
export class ChartMenu extends LightElement {
  /** The chart's. */
  @property() name = "";
  /** Whether the table is shown. */
  @property({ type: Boolean }) table = false;
  @query("details") private readonly details!: HTMLDetailsElement;

  protected override render(): TemplateResult {
    return html`<details class="drop" @focusout=${this.#left} @keydown=${this.#key}>
      <summary class="icon-button small" title="Table, PNG, CSV" aria-label=${`${this.name}: table and export`}>${icon("more")}</summary>
      <div class="menu-items">
        <button type="button" aria-pressed=${this.table ? "true" : "false"} @click=${() => this.#dispatch("chart-table")}>${this.table ? "Hide table" : "Table"}</button>
        <button type="button" @click=${() => this.#dispatch("chart-png")}>Save as PNG</button>
        <button type="button" @click=${() => this.#dispatch("chart-csv")}>Save as CSV</button>
      </div>
    </details>`;
  }

  #dispatch(event: string): void {
    this.details.open = false;
    this.dispatchEvent(new CustomEvent(event));
  }

  readonly #left = ({ relatedTarget }: FocusEvent): void => {
    if (!this.contains(relatedTarget as Node | null)) this.details.open = false;
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.details.open) return;
    event.stopPropagation();
    this.details.open = false;
    this.querySelector("summary")?.focus();
  };
}
