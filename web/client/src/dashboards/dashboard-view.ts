import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { dashboards } from "../api/dashboards.ts";
import { ApiError } from "../api/http.ts";
import type { Dashboard } from "../api/types.ts";
import { valueOf } from "../shell/value-of.ts";
import { pageWindow } from "../time/time-controls.ts";
import type { TimeWindow } from "../time/time-window.ts";
import { MachineNames } from "../live/machine-names.ts";
import { LightElement } from "../shell/light-element.ts";
import { readParameter, writeParameter } from "../shell/page-url.ts";
import { fileName, saveText } from "../shell/save-file.ts";
import { isAdmin, viewer } from "../shell/viewer.ts";
import { movePanel, panelKeys, readPanels, resizePanel, type Panel } from "./dashboard-content.ts";
import { exportDashboard } from "./dashboard-file.ts";
import "./dashboard-panel.ts";
import type { PanelMove, PanelSize } from "./dashboard-panel.ts";

/** A dashboard: looked at, and by its owner arranged. Changes are kept when they are saved. */
@customElement("dashboard-view")
export class DashboardView extends LightElement {
  @property() dashboard = "";
  @state() private saved: Dashboard | null = null;
  @state() private panels: readonly Panel[] = [];
  @state() private name = "";
  @state() private shared = false;
  @state() private editing = readParameter("edit") !== null;
  @state() private changed = false;
  @state() private lost = 0;
  @state() private problem = "";
  @state() private window = pageWindow();
  readonly #names = new MachineNames(this);

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("beforeunload", this.#warn);
    void this.#load();
  }

  override disconnectedCallback(): void {
    removeEventListener("beforeunload", this.#warn);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    if (!this.saved) {
      return html`<div class="page-message">${this.problem ? html`<h2>This dashboard cannot be shown</h2><p>${this.problem}</p>
        <p><a href="/dashboards">All dashboards</a></p>` : "Loading…"}</div>`;
    }
    const keys = panelKeys(this.panels);
    return html`<div class="toolbar">${this.#title()}
        <time-controls @window-change=${({ detail }: CustomEvent<TimeWindow>) => (this.window = detail)}></time-controls>${this.#actions()}</div>
      ${this.problem ? html`<p class="failure" role="alert">${this.problem}</p>` : nothing}
      ${this.lost > 0 ? html`<p class="failure">${this.lost} panels are of a newer dcmon and cannot be shown; saving would lose them.</p>` : nothing}
      ${this.panels.length === 0 ? html`<div class="page-message"><h2>This dashboard is empty</h2>
        <p>Chart something in the <a href="/explore">explorer</a> and save it here.</p></div>` : nothing}
      <div class="dashboard-grid">${repeat(this.panels, (_, index) => keys[index], (panel, index) => this.#panel(panel, index))}</div>`;
  }

  #title(): TemplateResult {
    if (!this.editing) return html`<h1 title=${this.name}>${this.name}</h1>`;
    return html`<div class="row"><input class="name" aria-label="Name" maxlength="100" .value=${this.name}
        @input=${(event: Event) => this.#change({ name: valueOf(event) })}>
      <label class="check"><input type="checkbox" .checked=${this.shared}
        @change=${(event: Event) => this.#change({ shared: (event.target as HTMLInputElement).checked })}> everybody may see it</label></div>`;
  }

  #actions(): TemplateResult {
    const mayEdit = isAdmin() || this.saved!.owner === viewer().user;
    return html`<div class="actions">
      ${this.editing ? html`<button type="button" class="quiet-button danger" @click=${this.#remove}>Delete…</button>
        <button type="button" class="quiet-button" @click=${() => void this.#load().then(() => this.#edit(false))}>Discard</button>
        <button type="button" class="button primary" ?disabled=${!this.changed || this.lost > 0 || !this.name.trim()} @click=${this.#save}>Save</button>`
        : html`<button type="button" class="quiet-button" @click=${this.#export}>Export</button>
        ${mayEdit ? html`<button type="button" class="button" @click=${() => this.#edit(true)}>Edit</button>` : nothing}`}
    </div>`;
  }

  #panel(panel: Panel, index: number): TemplateResult {
    return html`<dashboard-panel .panel=${panel} .place=${index} .last=${index === this.panels.length - 1} .window=${this.window} .names=${this.#names.byId} ?editing=${this.editing}
      @panel-move=${({ detail: { from, to } }: CustomEvent<PanelMove>) => this.#arrange(movePanel(this.panels, from, to))}
      @panel-size=${({ detail: { width, height } }: CustomEvent<PanelSize>) => this.#arrange(this.panels.with(index, resizePanel(panel, width, height)))}
      @panel-title=${({ detail }: CustomEvent<string>) => this.#arrange(this.panels.with(index, { ...panel, title: detail }))}
      @panel-remove=${() => this.#arrange(this.panels.filter((_, each) => each !== index))}></dashboard-panel>`;
  }

  #edit(editing: boolean): void {
    this.editing = editing;
    writeParameter("edit", editing ? "1" : null);
  }

  #arrange(panels: readonly Panel[]): void {
    [this.panels, this.changed] = [panels, true];
  }

  #change(change: { name?: string; shared?: boolean }): void {
    Object.assign(this, change);
    this.changed = true;
  }

  readonly #export = (): void =>
    saveText(fileName(this.name, "json"), "application/json", exportDashboard({ name: this.name, panels: [...this.panels] }));

  readonly #save = (): Promise<void> => this.#try(async () => {
    const draft = { name: this.name.trim(), shared: this.shared, content: { panels: this.panels } };
    const { version } = await dashboards.save(this.dashboard, this.saved!.version, draft);
    this.saved = { ...this.saved!, ...draft, version };
    this.changed = false;
    this.#edit(false);
  });

  readonly #remove = (): Promise<void> => this.#try(async () => {
    if (!confirm(`Delete the dashboard “${this.name}”? It cannot be brought back.`)) return;
    await dashboards.remove(this.dashboard);
    this.changed = false;
    location.assign("/dashboards");
  });

  #load(): Promise<void> {
    return this.#try(async () => {
      this.saved = await dashboards.get(this.dashboard);
      const { panels, lost } = readPanels(this.saved.content);
      [this.panels, this.lost, this.name, this.shared, this.changed] = [panels, lost, this.saved.name, this.saved.shared, false];
      document.title = `${this.name} · dcmon`;
    });
  }

  async #try(action: () => Promise<void>): Promise<void> {
    try {
      await action();
      this.problem = "";
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = error.status === 409 ? `${error.message} Export what you have, discard, and bring your changes into the newer one.` : error.message;
    }
  }

  readonly #warn = (event: BeforeUnloadEvent): void => {
    if (this.changed) event.preventDefault();
  };
}
