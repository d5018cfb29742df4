import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { compareNames } from "../format/order.ts";
import "../shell/combo-box.ts";
import { LightElement } from "../shell/light-element.ts";


/** Chooses machines, or all of them by choosing none; dispatches their ids as `machines-change`. */
@customElement("machine-picker")
export class MachinePicker extends LightElement {
  @property({ attribute: false }) chosen: readonly string[] = [];
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();

  protected override render(): TemplateResult {
    return html`<div class="row chips">
      ${this.chosen.length === 0 ? html`<span class="faint">all machines</span>` : this.chosen.map((id) => html`<span class="chip on">
        ${this.#name(id)}<button type="button" aria-label=${`Without ${this.#name(id)}`} @click=${() => this.#dispatch(this.chosen.filter((each) => each !== id))}>×</button></span>`)}
      <combo-box label="Add a machine" placeholder="+ machine" .find=${this.#find}
        @choose=${({ detail }: CustomEvent<string>) => this.#dispatch([...this.chosen, detail])}></combo-box>
    </div>`;
  }

  readonly #find = (text: string) => {
    const words = text.toLowerCase().split(/\s+/);
    return [...this.names]
      .filter(([id, name]) => !this.chosen.includes(id) && words.every((word) => name.toLowerCase().includes(word) || id.includes(word)))
      .sort(([, a], [, b]) => compareNames(a, b))
      .map(([value, text]) => ({ value, text }));
  };

  #name(id: string): string {
    return this.names.get(id) ?? id;
  }

  #dispatch(machines: readonly string[]): void {
    this.dispatchEvent(new CustomEvent<readonly string[]>("machines-change", { detail: machines }));
  }
}
