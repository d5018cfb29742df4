import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { LightElement } from "./light-element.ts";

/** Something to choose. */
export interface Choice {
  value: string;
  text: string;
  /** Said below it. */
  help?: string;
}

let count = 0;

/**
 * A field that finds one of many choices while typing; dispatches the chosen value as `choose`. Arrow keys move, Enter
 * chooses, Escape gives up. Follows the combobox pattern of the ARIA practices.
 */
@customElement("combo-box")
export class ComboBox extends LightElement {
  @property() label = "";
  @property() placeholder = "";
  /** What is chosen now, as it is shown. */
  @property() value = "";
  /** Finds the choices for a text, the best first. */
  @property({ attribute: false }) find: (text: string) => readonly Choice[] = () => [];
  /** Choices shown at once. */
  @property({ type: Number }) most = 50;
  @state() private text: string | null = null;
  @state() private active = 0;
  @query("input") private readonly input!: HTMLInputElement;
  readonly #id = `combo-${++count}`;

  protected override render(): TemplateResult {
    const choices = this.#choices();
    const isOpen = this.text !== null;
    return html`<label class="combo"><span class="visually-hidden">${this.label}</span>
      <input type="text" role="combobox" autocomplete="off" spellcheck="false" placeholder=${this.placeholder}
        aria-expanded=${isOpen ? "true" : "false"} aria-controls=${this.#id} aria-autocomplete="list"
        aria-activedescendant=${isOpen && choices.length ? `${this.#id}-${this.active}` : nothing}
        .value=${this.text ?? this.value} @focus=${this.#open} @click=${this.#open} @input=${this.#type} @keydown=${this.#press} @blur=${this.#close}>
      </label>
      <ul id=${this.#id} role="listbox" aria-label=${this.label} ?hidden=${!isOpen} @pointerdown=${(event: Event) => event.preventDefault()}>
        ${choices.map((choice, index) => html`<li id="${this.#id}-${index}" role="option" aria-selected=${index === this.active ? "true" : "false"}
          @click=${() => this.#choose(choice)}><span>${choice.text}</span>${choice.help ? html`<small>${choice.help}</small>` : nothing}</li>`)}
        ${isOpen && choices.length === 0 ? html`<li class="none" role="option" aria-selected="false" aria-disabled="true">Nothing matches.</li>` : nothing}
      </ul>`;
  }

  protected override updated(): void {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: "nearest" });
  }

  #choices(): readonly Choice[] {
    return this.text === null ? [] : this.find(this.text).slice(0, this.most);
  }

  readonly #open = (): void => {
    if (this.text !== null) return;
    [this.text, this.active] = ["", 0];
  };

  readonly #close = (): void => {
    this.text = null;
  };

  readonly #type = (): void => {
    [this.text, this.active] = [this.input.value, 0];
  };

  readonly #press = (event: KeyboardEvent): void => {
    const choices = this.#choices();
    const move = ({ ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 } as Record<string, number>)[event.key];
    if (move !== undefined) {
      if (this.text === null) this.#open();
      else this.active = Math.min(Math.max(this.active + move, 0), Math.max(choices.length - 1, 0));
    } else if (event.key === "Enter" && choices[this.active]) this.#choose(choices[this.active]!);
    else if (event.key === "Escape" && this.text !== null) this.#close();
    else return;
    event.preventDefault();
  };

  #choose({ value }: Choice): void {
    this.#close();
    this.dispatchEvent(new CustomEvent<string>("choose", { detail: value }));
  }
}
