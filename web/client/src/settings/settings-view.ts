import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../shell/light-element.ts";
import { isAdmin } from "../shell/viewer.ts";
import "./display-section.ts";
import "./enrolment-section.ts";
import "./machines-section.ts";
import "./retention-section.ts";

const sections: readonly { id: string; title: string; content: () => TemplateResult }[] = [
  { id: "display", title: "Colours", content: () => html`<display-section></display-section>` },
  { id: "machines", title: "Machines", content: () => html`<machines-section></machines-section>` },
  { id: "enrolment", title: "Enrolment", content: () => html`<enrolment-section></enrolment-section>` },
  { id: "retention", title: "Retention", content: () => html`<retention-section></retention-section>` },
];

/** The settings: a section an address. */
@customElement("settings-view")
export class SettingsView extends LightElement {
  @property() section = "display";

  protected override render(): TemplateResult {
    const shown = sections.find(({ id }) => id === this.section);
    return html`<nav class="settings-nav" aria-label="Settings">${sections.map(({ id, title }) => html`
        <a href="/settings/${id}" class=${id === this.section ? "active" : ""} aria-current=${id === this.section ? "page" : "false"}>${title}</a>`)}
      </nav>
      <div class="settings-content">
        ${isAdmin() ? "" : html`<p class="notice">You can look at the settings; administrators change them.</p>`}
        ${shown?.content() ?? html`<p class="page-message">There are no such settings.</p>`}
      </div>`;
  }
}
