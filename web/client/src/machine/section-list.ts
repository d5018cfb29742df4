import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../shell/light-element.ts";
import type { Folds } from "./model/folds.ts";
import type { Section } from "./model/section.ts";

/** Leads to the sections of the page: a list at the side, on a phone a menu. */
@customElement("section-list")
export class SectionList extends LightElement {
  @property({ attribute: false }) sections: readonly Section[] = [];
  @property({ attribute: false }) folds!: Folds;

  protected override render(): TemplateResult {
    return html`<nav aria-label="Sections">
      <ul>${this.sections.map(({ id, title }) => html`<li><a href=${`#section-${id}`} @click=${(event: Event) => this.#follow(event, id)}>${title}</a></li>`)}</ul>
      <label><span class="visually-hidden">Go to section</span>
        <select @change=${(event: Event) => this.#choose(event.target as HTMLSelectElement)}>
          <option value="">Go to section…</option>
          ${this.sections.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
        </select></label>
    </nav>`;
  }

  #choose(select: HTMLSelectElement): void {
    if (select.value !== "") this.#go(select.value);
    select.value = "";
  }

  /** The address keeps its parameters; the place on the page is no state to share. */
  #follow(event: Event, id: string): void {
    event.preventDefault();
    this.#go(id);
  }

  #go(id: string): void {
    this.folds.set(id, true);
    const section = document.getElementById(`section-${id}`);
    section?.scrollIntoView({ block: "start" });
    section?.querySelector("button")?.focus({ preventScroll: true });
  }
}
