import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../shell/combo-box.ts";
import { LightElement } from "../shell/light-element.ts";

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** Chooses machines, or all of them by choosing none; tells their ids as `machines-change`. */
@customElement("machine-picker")
export class MachinePicker extends LightElement {
  @property({ attribute: false }) chosen: readonly string[] = [];
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();

  protected override render(): TemplateResult {
    return html`<div class="row chips">
      ${this.chosen.length === 0 ? html`<span class="faint">all machines</span>` : this.chosen.map((id) => html`<span class="chip on">
        ${this.#name(id)}<button type="button" aria-label=${`Without ${this.#name(id)}`} @click=${() => this.#tell(this.chosen.filter((each) => each !== id))}>×</button></span>`)}
      <combo-box label="Add a machine" placeholder="+ machine" .find=${this.#find}
        @choose=${({ detail }: CustomEvent<string>) => this.#tell([...this.chosen, detail])}></combo-box>
    </div>`;
  }

  readonly #find = (text: string) => {
    const words = text.toLowerCase().split(/\s+/);
    return [...this.names]
      .filter(([id, name]) => !this.chosen.includes(id) && words.every((word) => name.toLowerCase().includes(word) || id.includes(word)))
      .sort(([, a], [, b]) => collator.compare(a, b))
      .map(([value, text]) => ({ value, text }));
  };

  #name(id: string): string {
    return this.names.get(id) ?? id;
  }

  #tell(machines: readonly string[]): void {
    this.dispatchEvent(new CustomEvent<readonly string[]>("machines-change", { detail: machines }));
  }
}
