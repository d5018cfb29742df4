import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ApiError, getJson, sendJson } from "../api/http.ts";
import type { RetentionSettings } from "../api/types.ts";
import { LightElement } from "../shell/light-element.ts";
import { valueOf } from "../shell/value-of.ts";
import { isAdmin } from "../shell/viewer.ts";
import { confirmed } from "./confirm.ts";
import { choiceOf, inUnit, retentionRows, shortened, shown, type RetentionKey, type RetentionRow } from "./retention-model.ts";
import { Saving } from "./saving.ts";

const address = "/api/settings/retention";

/** How long series are kept: what is in force, and who decided it. */
@customElement("retention-section")
export class RetentionSection extends LightElement {
  @state() private settings: RetentionSettings | null = null;
  @state() private fields: ReadonlyMap<RetentionKey, string> = new Map();
  @state() private error: ApiError | null = null;
  readonly #saving = new Saving(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render(): TemplateResult {
    const settings = this.settings;
    if (!settings) return html`<p class="page-message">${this.error?.message ?? "Loading…"}</p>`;
    const admin = isAdmin();
    const bad = choiceOf(this.fields);
    return html`<h2>Retention</h2>
      <p class="lead">How long what is kept. What is set here goes before the server's settings file, and is in force within seconds.</p>
      <form @submit=${this.#save} novalidate>
        <div class="table-frame"><table class="settings-table retention">
          <thead><tr><th scope="col">What</th><th scope="col" class="number">In force</th><th scope="col">Decided by</th>
            <th scope="col" class="number">Settings file</th>${admin ? html`<th scope="col">Set here</th>` : nothing}</tr></thead>
          <tbody>${retentionRows.map((row) => this.#row(row, settings, admin))}</tbody>
        </table></div>
        ${"title" in bad ? html`<p class="problem">${bad.title} must be a number of ${bad.unit}.</p>` : nothing}
        ${admin ? html`<p class="actions">
          <button class="button primary" ?disabled=${this.#saving.busy || "title" in bad}>Save</button>
          <button class="button" type="button" @click=${this.#reset} ?disabled=${this.#saving.busy}>Leave all to the settings file</button>
          ${this.#saving.render()}</p>` : nothing}
      </form>`;
  }

  #row(row: RetentionRow, { inForce, configured, chosen }: RetentionSettings, admin: boolean): TemplateResult {
    const { key, title, help, unit } = row;
    return html`<tr>
      <th scope="row">${title}<span class="help">${help}</span></th>
      <td class="number"><strong>${shown(inForce[key], row)}</strong></td>
      <td>${chosen[key] === null ? "settings file" : html`<strong>set here</strong>`}</td>
      <td class="number">${shown(configured[key], row)}</td>
      ${admin ? html`<td><input class="field number" type="number" min="0" step="any" aria-label="${title}, ${unit}" placeholder="as file"
        .value=${this.fields.get(key) ?? ""}
        @input=${(event: InputEvent) => (this.fields = new Map(this.fields).set(key, valueOf(event)))}> ${unit}</td>` : nothing}
    </tr>`;
  }

  readonly #save = (event: Event): void => {
    event.preventDefault();
    const choice = choiceOf(this.fields);
    if (!("title" in choice)) void this.#put(choice);
  };

  readonly #reset = (): void => void this.#put({});

  async #put(choice: Partial<Record<RetentionKey, number>>): Promise<void> {
    const less = shortened(this.settings!.inForce, this.settings!, choice);
    const sure = less.length === 0
      || await confirmed("Keep less than now?", `What is beyond it is deleted for good within minutes: ${less.join(", ")}.`, "Keep less");
    if (sure && await this.#saving.run(() => sendJson("PUT", address, choice), "Saved.")) await this.#load();
  }

  async #load(): Promise<void> {
    try {
      const settings = await getJson<RetentionSettings>(address);
      this.settings = settings;
      this.fields = new Map(retentionRows.map((row) => [row.key, inUnit(settings.chosen[row.key], row)]));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.error = error;
    }
  }
}
