import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { dashboards } from "../api/dashboards.ts";
import { ApiError } from "../api/http.ts";
import type { DashboardRow } from "../api/types.ts";
import { formatMoment, formatUtc } from "../format/time.ts";
import { LightElement } from "../shell/light-element.ts";
import { viewer } from "../shell/viewer.ts";
import { importDashboard } from "./dashboard-file.ts";

/** One's own dashboards and those that others share. */
@customElement("dashboard-list")
export class DashboardList extends LightElement {
  @state() private rows: readonly DashboardRow[] | null = null;
  @state() private problem = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#try(async () => void (this.rows = await dashboards.list()));
  }

  protected override render(): TemplateResult {
    return html`<div class="toolbar"><h1>Dashboards</h1>
        <div class="actions">
          <label class="button file">Import…<input type="file" accept="application/json,.json" class="visually-hidden" @change=${this.#import}></label>
          <button type="button" class="button primary" @click=${() => this.#create("New dashboard", { panels: [] })}>New dashboard</button>
        </div></div>
      ${this.problem ? html`<p class="failure" role="alert">${this.problem}</p>` : nothing}
      ${this.#list()}`;
  }

  #list(): TemplateResult | typeof nothing {
    if (!this.rows) return this.problem ? nothing : html`<p class="page-message">Loading dashboards…</p>`;
    if (this.rows.length === 0) {
      return html`<div class="page-message"><h2>No dashboards yet</h2>
        <p>Chart something in the <a href="/explore">explorer</a> and save it, or start with an empty one.</p></div>`;
    }
    return html`<div class="table-frame"><table class="plain-table">
      <thead><tr><th scope="col">Name</th><th scope="col">Owner</th><th scope="col">Seen by</th><th scope="col">Changed</th></tr></thead>
      <tbody>${this.rows.map(({ id, name, owner, shared, changed }) => html`<tr>
        <th scope="row"><a href="/dashboards/${encodeURIComponent(id)}" title=${name}>${name}</a></th>
        <td>${owner === viewer().user ? "you" : owner}</td><td>${shared ? "everybody" : "its owner"}</td>
        <td><time title=${formatUtc(changed)}>${formatMoment(changed)}</time></td></tr>`)}</tbody>
    </table></div>`;
  }

  readonly #import = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (!file) return;
    // So that the same file, mended, can be chosen again.
    input.value = "";
    await this.#try(async () => {
      const { name, panels } = importDashboard(await file.text());
      await this.#create(name, { panels });
    });
  };

  async #create(name: string, content: unknown): Promise<void> {
    await this.#try(async () => {
      const { id } = await dashboards.create({ name, shared: false, content });
      location.assign(`/dashboards/${encodeURIComponent(id)}?edit=1`);
    });
  }

  async #try(action: () => Promise<void>): Promise<void> {
    // At the start: what else succeeds meanwhile must not wipe away why this one failed.
    this.problem = "";
    try {
      await action();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.problem = error instanceof ApiError ? error.message : `It cannot be imported. ${error.message}`;
    }
  }
}
