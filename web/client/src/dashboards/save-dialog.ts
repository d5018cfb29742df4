import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { dashboards } from "../api/dashboards.ts";
import type { DashboardRow } from "../api/types.ts";
import type { Exploration } from "../explore/exploration.ts";
import { LightElement } from "../shell/light-element.ts";
import { viewer } from "../shell/viewer.ts";
import { addPanel } from "./add-panel.ts";
import { panelOf } from "./dashboard-content.ts";

/** Asks where an exploration is to be kept, and keeps it there. */
@customElement("save-dialog")
export class SaveDialog extends LightElement {
  @state() private own: readonly DashboardRow[] | null = null;
  @state() private saved: { id: string; name: string } | null = null;
  @state() private problem = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;
  #view: Exploration | null = null;
  #title = "";

  /** Shows it for an exploration. */
  open(title: string, view: Exploration): void {
    [this.#title, this.#view, this.saved, this.problem] = [title, view, null, ""];
    this.requestUpdate();
    this.dialog.showModal();
    void this.#try(async () => void (this.own = (await dashboards.list()).filter(({ owner }) => owner === viewer().user)));
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-label="Save to a dashboard"><form method="dialog" @submit=${this.#save}>
      <h2>Save to a dashboard</h2>
      ${this.saved ? this.#done(this.saved) : this.#fields()}
      ${this.problem ? html`<p class="failure" role="alert">${this.problem}</p>` : nothing}
      <div class="actions">
        <button type="button" class="quiet-button" @click=${() => this.dialog.close()}>${this.saved ? "Close" : "Cancel"}</button>
        ${this.saved ? nothing : html`<button class="button primary" type="submit" ?disabled=${!this.own}>Save</button>`}
      </div>
    </form></dialog>`;
  }

  #fields(): TemplateResult {
    return html`<label>Title <input name="title" maxlength="200" required .value=${this.#title}></label>
      <label>Dashboard <select name="dashboard">
        <option value="">a new one</option>${(this.own ?? []).map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></label>
      <label>Name of a new one <input name="name" maxlength="100" value="New dashboard"></label>`;
  }

  #done({ id, name }: { id: string; name: string }): TemplateResult {
    return html`<p>Saved to <a href="/dashboards/${encodeURIComponent(id)}">${name}</a>.</p>`;
  }

  readonly #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(form.get(name) ?? "").trim();
    const panel = panelOf(text("title"), this.#view!);
    void this.#try(async () => {
      const id = text("dashboard");
      if (id) this.saved = await addPanel(id, panel);
      else {
        const name = text("name") || "New dashboard";
        this.saved = { ...(await dashboards.create({ name, shared: false, content: { panels: [panel] } })), name };
      }
    });
  };

  async #try(action: () => Promise<void>): Promise<void> {
    try {
      await action();
      this.problem = "";
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.problem = error.message;
    }
  }
}
