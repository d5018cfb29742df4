import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { LabelInfo } from "../api/types.ts";
import { LightElement } from "../shell/light-element.ts";
import { matcherText, parseMatcher, type Matcher } from "../api/matchers.ts";
import { valueOf } from "../shell/value-of.ts";

const operators: readonly { operator: Matcher["operator"]; words: string }[] = [
  { operator: "=", words: "is" },
  { operator: "!=", words: "is not" },
  { operator: "=~", words: "matches" },
  { operator: "!~", words: "does not match" },
];

/** Conditions on labels as chips, with a small form that adds one; dispatches all of them as `match-change`. */
@customElement("matcher-editor")
export class MatcherEditor extends LightElement {
  @property({ attribute: false }) match: readonly string[] = [];
  @property({ attribute: false }) labels: readonly LabelInfo[] = [];
  @state() private draft: Matcher | null = null;

  protected override render(): TemplateResult {
    return html`<div class="row chips">
      ${this.match.map((text, index) => html`<span class="chip on">${words(text)}<button type="button" aria-label=${`Remove ${words(text)}`}
        @click=${() => this.#dispatch(this.match.filter((_, each) => each !== index))}>×</button></span>`)}
      ${this.draft ? this.#form(this.draft) : this.#addButton()}
    </div>`;
  }

  #addButton(): TemplateResult {
    return html`<button type="button" class="chip" ?disabled=${this.labels.length === 0}
      @click=${() => (this.draft = { label: this.labels[0]!.name, operator: "=", value: this.labels[0]!.values[0] ?? "" })}>+ filter</button>`;
  }

  #form(draft: Matcher): TemplateResult {
    const values = this.labels.find(({ name }) => name === draft.label)?.values ?? [];
    const set = (change: Partial<Matcher>): void => void (this.draft = { ...draft, ...change });
    return html`<form class="row" @submit=${this.#add}>
      <select aria-label="Label" @change=${(event: Event) => set({ label: valueOf(event), value: "" })}>${this.labels.map(({ name }) =>
        html`<option ?selected=${name === draft.label}>${name}</option>`)}</select>
      <select aria-label="Condition" @change=${(event: Event) => set({ operator: valueOf(event) as Matcher["operator"] })}>${operators.map(({ operator, words }) =>
        html`<option value=${operator} ?selected=${operator === draft.operator}>${words}</option>`)}</select>
      <input aria-label="Value" list="matcher-values" autocomplete="off" .value=${draft.value} @input=${(event: Event) => set({ value: valueOf(event) })}>
      <datalist id="matcher-values">${values.map((each) => html`<option value=${each}></option>`)}</datalist>
      <button class="button" type="submit">Add</button>
      <button class="quiet-button" type="button" @click=${() => (this.draft = null)}>Cancel</button>
    </form>`;
  }

  readonly #add = (event: Event): void => {
    event.preventDefault();
    this.#dispatch([...this.match, matcherText(this.draft!)]);
    this.draft = null;
  };

  #dispatch(match: readonly string[]): void {
    this.dispatchEvent(new CustomEvent<readonly string[]>("match-change", { detail: match }));
  }
}

function words(text: string): string {
  const matcher = parseMatcher(text);
  if (!matcher) return text;
  return `${matcher.label} ${operators.find(({ operator }) => operator === matcher.operator)!.words} ${matcher.value || "empty"}`;
}
