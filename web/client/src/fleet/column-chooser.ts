import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { LightElement } from "../shell/light-element.ts";
import { movedColumn, toggledColumn } from "./chosen-columns.ts";
import { areas, type Column } from "./column.ts";
import { choosableColumns } from "./columns.ts";

/** Which columns there are, and in which order. Event: `choose` (the columns; null: as usual). */
@customElement("column-chooser")
export class ColumnChooser extends LightElement {
  @property({ attribute: false }) chosen: readonly Column[] = [];
  /** The button that was pressed: it moves with its row, and must not lose the focus by that. */
  #pressed: HTMLElement | null = null;

  protected override render(): TemplateResult {
    return html`<h3>Shown, from left to right</h3>
      <ol>${repeat(this.chosen, ({ id }) => id, (column, i) => html`<li>
        ${this.#box(column)}
        <button type="button" class="icon-button" aria-label="Move ${column.title} to the left" ?disabled=${i === 0} @click=${(event: Event) => this.#move(event, column, -1)}>↑</button>
        <button type="button" class="icon-button" aria-label="Move ${column.title} to the right" ?disabled=${i === this.chosen.length - 1} @click=${(event: Event) => this.#move(event, column, 1)}>↓</button>
      </li>`)}</ol>
      ${areas.map((area) => this.#area(area))}
      <button type="button" class="button" @click=${() => this.#choose(null)}>Reset to the usual columns</button>`;
  }

  protected override updated(): void {
    this.#pressed?.focus();
    this.#pressed = null;
  }

  #area(area: Column["area"]): TemplateResult | string {
    const others = choosableColumns.filter((column) => column.area === area && !this.chosen.includes(column));
    return others.length === 0 ? "" : html`<h3>${area}</h3><ul>${others.map((column) => html`<li>${this.#box(column)}</li>`)}</ul>`;
  }

  #box(column: Column): TemplateResult {
    return html`<label title=${column.help ?? column.title}><input type="checkbox" value=${column.id} .checked=${this.chosen.includes(column)}
      @change=${() => this.#choose(toggledColumn(this.chosen, column))}>${column.title}</label>`;
  }

  #move(event: Event, column: Column, by: number): void {
    this.#pressed = event.currentTarget as HTMLElement;
    this.#choose(movedColumn(this.chosen, column, by));
  }

  #choose(columns: readonly Column[] | null): void {
    this.dispatchEvent(new CustomEvent("choose", { detail: columns }));
  }
}
