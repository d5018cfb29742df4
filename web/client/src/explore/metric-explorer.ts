import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ApiError } from "../api/http.ts";
import { listMetrics } from "../api/metrics.ts";
import type { MetricInfo } from "../api/types.ts";
import { valueOf } from "../shell/value-of.ts";
import { pageWindow } from "../time/time-controls.ts";
import type { TimeWindow } from "../time/time-window.ts";
import "../dashboards/save-dialog.ts";
import type { SaveDialog } from "../dashboards/save-dialog.ts";
import { MachineNames } from "../live/machine-names.ts";
import { LightElement } from "../shell/light-element.ts";
import { readParameter, writeParameter } from "../shell/page-url.ts";
import { emptyExploration, lineOf, metricsOf, shapes, type Exploration, type ExploredLine, type Shape } from "./exploration.ts";
import { titleOf } from "./exploration-figure.ts";
import { readExploration, writeExploration } from "./exploration-text.ts";
import "./explored-view.ts";
import "./line-editor.ts";
import "./machine-picker.ts";
import { metricChoices } from "./metric-search.ts";

const shapeWords: Readonly<Record<Shape, string>> = {
  lines: "Lines", stacked: "Stacked", bands: "Bands", heat: "Heat map", histogram: "Histogram", box: "Boxes", scatter: "Scatter",
};

/** Charts any metric by any label. What is asked stands in the page's address. */
@customElement("metric-explorer")
export class MetricExplorer extends LightElement {
  @state() private view: Exploration = readExploration(readParameter("view")) ?? emptyExploration;
  @state() private metrics: readonly MetricInfo[] | null = null;
  @state() private window = pageWindow();
  @state() private problem = "";
  readonly #names = new MachineNames(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#loadMetrics();
  }

  protected override render(): TemplateResult {
    return html`<div class="toolbar"><h1>Explorer</h1>
        <time-controls @window-change=${({ detail }: CustomEvent<TimeWindow>) => (this.window = detail)}></time-controls></div>
      <div class="explorer">
        <form class="explorer-form" aria-label="What is shown" @submit=${(event: Event) => event.preventDefault()}>${this.#form()}</form>
        <div class="explorer-view">${this.#result()}</div>
      </div>
      <save-dialog></save-dialog>`;
  }

  #form(): TemplateResult {
    if (!this.metrics) {
      return this.problem ? html`<p class="failure" role="alert">${this.problem}
        <button type="button" class="button" @click=${() => void this.#loadMetrics()}>Try again</button></p>` : html`<p class="faint">Loading metrics…</p>`;
    }
    const { lines, shape } = this.view;
    const { least, most } = metricsOf(shape);
    const wanted = lines.length < most ? (shape === "scatter" ? ["horizontal", "vertical"][lines.length]! : lines.length ? "another metric" : "a metric") : null;
    return html`<fieldset class="segments wrap"><legend class="visually-hidden">Shape</legend>${shapes.map((each) => html`<label>
        <input type="radio" name="shape" .checked=${each === shape} @change=${() => this.#shape(each)}><span>${shapeWords[each]}</span></label>`)}</fieldset>
      ${lines.slice(0, most).map((line, index) => html`<line-editor .line=${line} .metrics=${this.metrics!} .axes=${shape === "lines"} .removable=${lines.length > 0}
        .single=${shape !== "lines" && shape !== "stacked" && shape !== "heat"}
        @line-change=${({ detail }: CustomEvent<ExploredLine>) => this.#set({ lines: lines.with(index, detail) })}
        @line-remove=${() => this.#set({ lines: lines.filter((_, each) => each !== index) })}></line-editor>`)}
      ${wanted ? html`<combo-box label="Add a metric" placeholder=${`+ ${wanted}: type to search ${this.metrics.length}`} .find=${this.#find}
        @choose=${({ detail }: CustomEvent<string>) => this.#add(detail)}></combo-box>` : nothing}
      <div class="row"><span class="label">Machines</span><machine-picker .chosen=${this.view.clients} .names=${this.#names.byId}
        @machines-change=${({ detail }: CustomEvent<string[]>) => this.#set({ clients: detail })}></machine-picker></div>
      ${shape === "lines" || shape === "stacked" ? this.#topChoice() : nothing}
      ${shape === "histogram" || shape === "box" ? this.#groupChoice() : nothing}
      <button type="button" class="button" ?disabled=${lines.length < least} @click=${this.#save}>Save to a dashboard…</button>`;
  }

  #result(): TemplateResult {
    const { least } = metricsOf(this.view.shape);
    if (this.view.lines.length < least) {
      return html`<div class="page-message"><h2>${this.view.lines.length === 0 ? "What do you want to see?" : "One more metric"}</h2>
        <p>Choose ${this.view.lines.length === 0 ? "a metric" : "the other axis"} on the left: any that a machine reports can be charted, by any of its labels.</p></div>`;
    }
    return html`<explored-view .view=${this.view} .window=${this.window} .names=${this.#names.byId}></explored-view>`;
  }

  #topChoice(): TemplateResult {
    return html`<label class="row"><span class="label">Lines</span><select @change=${(event: Event) => this.#set({ top: Number(valueOf(event)) })}>
      ${[...new Set([0, 5, 10, 20, 50, this.view.top])].sort((a, b) => a - b).map((top) => html`<option value=${top} ?selected=${top === this.view.top}>${top ? `the ${top} largest` : "all"}</option>`)}</select></label>`;
  }

  #groupChoice(): TemplateResult {
    return html`<label class="row"><span class="label">Grouped by</span><select @change=${(event: Event) => this.#set({ group: valueOf(event) })}>
      ${[...new Set(["client", "model", "gpu", "device", "sensor", "none", this.view.group])].map((label) =>
        html`<option value=${label} ?selected=${label === this.view.group}>${label === "client" ? "machine" : label === "none" ? "nothing" : label}</option>`)}</select></label>`;
  }

  readonly #find = (text: string) => metricChoices(this.metrics ?? [], text);

  #add(metric: string): void {
    const kind = this.metrics?.find(({ name }) => name === metric)?.kind ?? "gauge";
    this.#set({ lines: [...this.view.lines, lineOf(metric, kind)] });
  }

  #shape(shape: Shape): void {
    this.#set({ shape, lines: this.view.lines.slice(0, metricsOf(shape).most) });
  }

  #set(change: Partial<Exploration>): void {
    this.view = { ...this.view, ...change };
    writeParameter("view", this.view.lines.length === 0 ? null : writeExploration(this.view));
  }

  readonly #save = (): void => {
    this.querySelector<SaveDialog>("save-dialog")?.open(this.view.lines.map(titleOf).join(", "), this.view);
  };

  async #loadMetrics(): Promise<void> {
    try {
      [this.metrics, this.problem] = [await listMetrics(), ""];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = error.message;
    }
  }
}
