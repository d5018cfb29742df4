import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "./icons.ts";
import { LightElement } from "./light-element.ts";
import { currentTheme, setTheme, themes, type Theme } from "./theme.ts";

/** One button that goes round system, light and dark. */
@customElement("theme-toggle")
export class ThemeToggle extends LightElement {
  @state() private theme: Theme = currentTheme();

  protected override render(): TemplateResult {
    const label = `Theme: ${this.theme}`;
    return html`<button class="icon-button" type="button" title=${label} aria-label=${label} @click=${this.#next}>
      ${icon(this.theme)}
    </button>`;
  }

  readonly #next = (): void => {
    this.theme = themes[(themes.indexOf(this.theme) + 1) % themes.length]!;
    setTheme(this.theme);
  };
}
