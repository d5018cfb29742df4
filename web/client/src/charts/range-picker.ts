import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { LightElement } from "../shell/light-element.ts";
import { readParameter, writeParameter } from "../shell/page-url.ts";
import { defaultRange, ranges, rangeSeconds } from "./ranges.ts";

/** Chooses the span of the page's charts; keeps it in the address and tells it as `range-change` (seconds). */
@customElement("range-picker")
export class RangePicker extends LightElement {
  @state() private seconds = rangeSeconds(readParameter("range"));

  protected override render(): TemplateResult {
    return html`<fieldset class="segments">
      <legend class="visually-hidden">Time range</legend>
      ${ranges.map(({ name, seconds }) => html`<label>
        <input type="radio" name="range" .value=${name} .checked=${seconds === this.seconds}
          @change=${() => this.#choose(name, seconds)}>
        <span>${name}</span>
      </label>`)}
    </fieldset>`;
  }

  #choose(name: string, seconds: number): void {
    this.seconds = seconds;
    writeParameter("range", name === defaultRange ? null : name);
    this.dispatchEvent(new CustomEvent<number>("range-change", { detail: seconds, bubbles: true }));
  }
}
