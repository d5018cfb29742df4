import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { ApiError } from "../api/http.ts";
import { listLabels } from "../api/metrics.ts";
import type { LabelInfo, MetricInfo } from "../api/types.ts";
import "../shell/combo-box.ts";
import { LightElement } from "../shell/light-element.ts";
import { valueOf } from "../shell/value-of.ts";
import { lineOf, type ExploredLine } from "./exploration.ts";
import "./matcher-editor.ts";
import { metricChoices } from "./metric-search.ts";

const aggregates = [
  { value: "", words: "each series" }, { value: "avg", words: "average" }, { value: "sum", words: "sum" },
  { value: "max", words: "maximum" }, { value: "min", words: "minimum" }, { value: "count", words: "count" },
] as const;

/** The form of one metric of an exploration; dispatches `line-change` and `line-remove`. */
@customElement("line-editor")
export class LineEditor extends LightElement {
  @property({ attribute: false }) line!: ExploredLine;
  @property({ attribute: false }) metrics: readonly MetricInfo[] = [];
  /** Whether there are two axes to choose from. */
  @property({ type: Boolean }) axes = false;
  /** Whether series are combined by the plot itself, so that there is nothing to choose. */
  @property({ type: Boolean }) single = false;
  @property({ type: Boolean }) removable = false;
  @state() private labels: readonly LabelInfo[] = [];
  @state() private problem = "";

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("line") && changes.get("line")?.metric !== this.line.metric) void this.#loadLabels();
  }

  protected override render(): TemplateResult {
    const { metric, axis } = this.line;
    const info = this.metrics.find(({ name }) => name === metric);
    return html`<fieldset class="explored-line">
      <legend class="visually-hidden">${metric}</legend>
      <div class="row">
        <combo-box label="Metric" .value=${metric} .find=${this.#find} @choose=${({ detail }: CustomEvent<string>) => this.#pick(detail)}></combo-box>
        ${this.removable ? html`<button type="button" class="icon-button" aria-label=${`Remove ${metric}`} title="Remove"
          @click=${() => this.dispatchEvent(new CustomEvent("line-remove"))}>×</button>` : nothing}
      </div>
      ${info?.help ? html`<p class="faint help">${info.help}</p>` : nothing}
      <div class="row">
        ${info?.kind === "counter" || this.line.taken !== "value" ? this.#takenChoice() : nothing}
        ${this.single ? nothing : this.#aggregateChoice()}
        ${this.axes ? html`<label>Axis <select .value=${String(axis)} @change=${(event: Event) => this.#dispatch({ axis: valueOf(event) === "2" ? 2 : 1 })}>
          <option value="1" ?selected=${axis === 1}>left</option><option value="2" ?selected=${axis === 2}>right</option></select></label>` : nothing}
      </div>
      ${this.single || !this.line.aggregate ? nothing : this.#byChoice()}
      <matcher-editor .match=${this.line.match} .labels=${this.labels}
        @match-change=${({ detail }: CustomEvent<string[]>) => this.#dispatch({ match: detail })}></matcher-editor>
      ${this.problem ? html`<p class="failure" role="alert">${this.problem}</p>` : nothing}
    </fieldset>`;
  }

  #takenChoice(): TemplateResult {
    return html`<label>Show <select @change=${(event: Event) => this.#dispatch({ taken: valueOf(event) as ExploredLine["taken"] })}>
      ${[["rate", "rate per second"], ["increase", "increase"], ["value", "counter itself"]].map(([value, words]) =>
        html`<option value=${value!} ?selected=${value === this.line.taken}>${words}</option>`)}</select></label>`;
  }

  #aggregateChoice(): TemplateResult {
    const { aggregate, across } = this.line;
    return html`<label>Combine <select @change=${(event: Event) => this.#dispatch({ aggregate: (valueOf(event) || null) as ExploredLine["aggregate"] })}>
        ${aggregates.map(({ value, words }) => html`<option value=${value} ?selected=${value === (aggregate ?? "")}>${words}</option>`)}</select></label>
      ${aggregate ? html`<label>of <select @change=${(event: Event) => this.#dispatch({ across: valueOf(event) === "all" ? "all" : "machine" })}>
        <option value="machine" ?selected=${across === "machine"}>each machine</option>
        <option value="all" ?selected=${across === "all"}>all machines</option></select></label>` : nothing}`;
  }

  #byChoice(): TemplateResult | typeof nothing {
    if (this.labels.length === 0) return nothing;
    return html`<div class="row chips" role="group" aria-label="Keep apart by"><span class="faint">by</span>${this.labels.map(({ name }) => {
      const isOn = this.line.by.includes(name);
      const by = isOn ? this.line.by.filter((each) => each !== name) : [...this.line.by, name];
      return html`<button type="button" class="chip" aria-pressed=${isOn ? "true" : "false"} @click=${() => this.#dispatch({ by })}>${name}</button>`;
    })}</div>`;
  }

  readonly #find = (text: string) => metricChoices(this.metrics, text);

  #pick(metric: string): void {
    const kind = this.metrics.find(({ name }) => name === metric)?.kind ?? "gauge";
    this.#dispatch({ ...lineOf(metric, kind), axis: this.line.axis });
  }

  #dispatch(change: Partial<ExploredLine>): void {
    this.dispatchEvent(new CustomEvent<ExploredLine>("line-change", { detail: { ...this.line, ...change } }));
  }

  async #loadLabels(): Promise<void> {
    const { metric } = this.line;
    try {
      const labels = await listLabels(metric);
      if (metric === this.line.metric) [this.labels, this.problem] = [labels, ""];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = `Its labels cannot be read: ${error.message}`;
    }
  }
}
