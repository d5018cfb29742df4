import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ApiError, getJson, sendJson } from "../api/http.ts";
import type { DisplaySettings, Figures } from "../api/types.ts";
import { useThresholds, type Thresholds, type ThresholdTable } from "../shell/display-settings.ts";
import { LightElement } from "../shell/light-element.ts";
import { valueOf } from "../shell/value-of.ts";
import { isAdmin } from "../shell/viewer.ts";
import { Saving } from "./saving.ts";
import { draftOf, readDraft, type ThresholdDraft } from "./threshold-draft.ts";
import { thresholdFigures, type ThresholdFigure } from "./threshold-figures.ts";
import { thresholdPreview } from "./threshold-preview.ts";

const address = "/api/settings/display";
const names = ["Warm", "Hot", "Critical"] as const;

/** From which values on figures are warm, hot and critical. */
@customElement("display-section")
export class DisplaySection extends LightElement {
  @state() private settings: Record<keyof DisplaySettings, ThresholdTable> | null = null;
  @state() private drafts: ReadonlyMap<keyof Figures, ThresholdDraft> = new Map();
  @state() private error: ApiError | null = null;
  readonly #saving = new Saving(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render(): TemplateResult {
    if (!this.settings) return html`<p class="page-message">${this.error?.message ?? "Loading…"}</p>`;
    const admin = isAdmin();
    return html`<h2>Colours of figures</h2>
      <p class="lead">From which values on a figure is shown as warm, hot or critical, for everybody. Three empty fields: no colours.</p>
      <form @submit=${this.#save} novalidate>
        <div class="table-frame"><table class="settings-table thresholds">
          <thead><tr><th scope="col">Figure</th>${names.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col">Preview</th></tr></thead>
          <tbody>${thresholdFigures.map((each) => this.#row(each, admin))}</tbody>
        </table></div>
        ${admin ? html`<p class="actions">
          <button class="button primary" ?disabled=${this.#saving.busy || this.#problems() > 0}>Save</button>
          <button class="button" type="button" @click=${this.#reset} ?disabled=${this.#saving.busy}>Back to the defaults</button>
          ${this.#saving.render()}</p>` : nothing}
      </form>`;
  }

  #row({ figure, title, unit, scale }: ThresholdFigure, admin: boolean): TemplateResult {
    const draft = this.drafts.get(figure)!;
    const read = readDraft(draft, scale);
    const usual = draftOf(this.settings!.defaults[figure], scale);
    const changed = usual.join() !== draft.join();
    return html`<tr>
      <th scope="row">${title}${unit ? html` <span class="faint">${unit}</span>` : nothing}
        ${changed ? html`<span class="tag" title="Default: ${usual.join(" / ") === " /  / " ? "no colours" : usual.join(" / ")}">changed</span>` : nothing}</th>
      ${names.map((name, i) => html`<td><input class="field number" type="number" step="any" aria-label="${title}, ${name}" ?disabled=${!admin}
        aria-invalid=${typeof read === "string"} .value=${draft[i]!} @input=${(event: InputEvent) => this.#edit(figure, i, event)}></td>`)}
      <td>${typeof read === "string" ? html`<span class="problem">${read}</span>` : read ? thresholdPreview(read) : html`<span class="faint">no colours</span>`}</td>
    </tr>`;
  }

  #edit(figure: keyof Figures, index: number, event: InputEvent): void {
    const draft = [...this.drafts.get(figure)!] as [string, string, string];
    draft[index] = valueOf(event);
    this.drafts = new Map(this.drafts).set(figure, draft);
  }

  #problems(): number {
    return thresholdFigures.filter(({ figure, scale }) => typeof readDraft(this.drafts.get(figure)!, scale) === "string").length;
  }

  readonly #save = (event: Event): void => {
    event.preventDefault();
    // Figures that this page does not know, of a newer server, stay as they are.
    const thresholds: Partial<Record<keyof Figures, Thresholds>> = { ...this.settings!.thresholds };
    for (const { figure, scale } of thresholdFigures) {
      const read = readDraft(this.drafts.get(figure)!, scale);
      if (typeof read === "string") return;
      if (read === null) delete thresholds[figure];
      else thresholds[figure] = read;
    }
    void this.#change(() => sendJson("PUT", address, { thresholds }), "Saved. Other pages show it when they are loaded next.");
  };

  readonly #reset = (): void => void this.#change(() => sendJson("DELETE", address), "The defaults are back.");

  async #change(work: () => Promise<unknown>, done: string): Promise<void> {
    if (await this.#saving.run(work, done)) await this.#load();
  }

  async #load(): Promise<void> {
    try {
      const settings = await getJson<Record<keyof DisplaySettings, ThresholdTable>>(address);
      this.settings = settings;
      this.drafts = new Map(thresholdFigures.map(({ figure, scale }) => [figure, draftOf(settings.thresholds[figure], scale)]));
      useThresholds(settings.thresholds);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.error = error;
    }
  }
}
