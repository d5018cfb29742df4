import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ApiError, getJson } from "../api/http.ts";
import { formatAge } from "../format/duration.ts";
import { formatNumber } from "../format/number.ts";
import { LightElement } from "../shell/light-element.ts";
import { Ticker } from "../shell/ticker.ts";
import { callsOf, formatLatency, heardOf } from "./cluster-model.ts";
import { figureCards } from "./figure-cards.ts";
import { nodeTable } from "./node-table.ts";
import type { Cluster, MethodCalls } from "../api/types.ts";

const every = 2000;

/** State of the server's own processes; fetched every two seconds while the page is visible. */
@customElement("cluster-view")
export class ClusterView extends LightElement {
  @state() private cluster: Cluster | null = null;
  @state() private error: ApiError | null = null;
  @state() private updatedAt = 0;
  #asking = false;

  constructor() {
    super();
    new Ticker(this, every, () => void this.#load());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  protected override render(): TemplateResult {
    const cluster = this.cluster;
    if (!cluster) return html`<p class="page-message">${this.error?.message ?? "Loading…"}</p>`;
    const nodes = heardOf(cluster);
    return html`<div class="toolbar"><h2>${nodes.length === 1 ? "1 process" : `${nodes.length} processes`} on ${cluster.runtime}</h2>
        ${this.error ? html`<span class="outcome" role="status" data-kind="failed">${this.error.message} Figures are from ${formatAge(Date.now() - this.updatedAt)}.</span>` : nothing}
        ${cluster.runtime === "Orleans" ? html`<a class="button link" href="/cluster/orleans/">Orleans' dashboard</a>` : nothing}</div>
      <div ?data-stale=${this.error !== null} class="cluster">
        ${nodeTable(cluster)}
        ${nodes.length === 0 ? html`<p class="page-message">No process has reported yet; each does within seconds of its start.</p>` : figureCards(nodes)}
        <div class="grain-tables">${activationTable(cluster)}${callTable(callsOf(nodes))}</div>
      </div>`;
  }

  async #load(): Promise<void> {
    if (this.#asking || document.visibilityState === "hidden") return;
    this.#asking = true;
    try {
      this.cluster = await getJson<Cluster>("/api/cluster");
      this.error = null;
      this.updatedAt = Date.now();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.error = error;
    } finally {
      this.#asking = false;
    }
  }
}

function activationTable({ activations }: Cluster): TemplateResult {
  return html`<section><h3>Grains in memory</h3><div class="table-frame" role="region" aria-label="Grains in memory" tabindex="0"><table class="cluster-table">
    <thead><tr><th scope="col">Grain</th><th scope="col" class="number">Activations</th></tr></thead>
    <tbody>${activations.map(({ grain, count }) => html`<tr><th scope="row">${grain}</th><td class="number">${formatNumber(count)}</td></tr>`)}</tbody>
  </table></div></section>`;
}

function callTable(calls: readonly MethodCalls[]): TemplateResult {
  return html`<section><h3>Calls of grains <span class="faint">of the last ten seconds</span></h3><div class="table-frame" role="region" aria-label="Calls of grains" tabindex="0"><table class="cluster-table calls">
    <thead><tr><th scope="col">Grain</th><th scope="col">Method</th><th scope="col" class="number">Calls/s</th><th scope="col" class="number">Mean</th>
      <th scope="col" class="number" title="99 of 100 calls took no longer, to a quarter">99 %</th><th scope="col" class="number">Errors/s</th>
      <th scope="col" class="number" title="Since the start">Calls</th><th scope="col" class="number" title="Since the start">Errors</th></tr></thead>
    <tbody>${calls.map((call) => html`<tr class=${call.callsPerSecond === 0 ? "idle" : ""}>
      <th scope="row">${call.grain}</th><td>${call.method}</td><td class="number">${formatNumber(call.callsPerSecond)}</td>
      <td class="number">${formatLatency(call.meanSeconds)}</td><td class="number">${formatLatency(call.p99Seconds)}</td>
      <td class="number">${call.errorsPerSecond > 0 ? html`<strong class="alarming">▲ ${formatNumber(call.errorsPerSecond)}</strong>` : "0"}</td>
      <td class="number">${formatNumber(call.calls)}</td><td class="number">${formatNumber(call.errors)}</td></tr>`)}</tbody>
  </table></div></section>`;
}
