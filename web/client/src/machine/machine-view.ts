import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, queryAll, state } from "lit/decorators.js";
import { ApiError, getJson } from "../api/http.ts";
import type { Client, ClientDetails, LiveReport } from "../api/types.ts";
import { machineCharts } from "../charts/machine-charts.ts";
import "../charts/time-chart.ts";
import { pageWindow } from "../charts/time-controls.ts";
import type { TimeWindow } from "../charts/time-window.ts";
import type { TimeChart } from "../charts/time-chart.ts";
import { ClientFeed } from "../live/client-feed.ts";
import { liveConnection } from "../live/connection.ts";
import { LightElement } from "../shell/light-element.ts";
import "./latest-values.ts";
import "./machine-events.ts";
import { machineFacts } from "./machine-facts.ts";
import "./machine-header.ts";

/** One machine: its state, its charts, what it is, and every value that it reports. */
@customElement("machine-view")
export class MachineView extends LightElement {
  @property() client = "";
  @state() private details: ClientDetails | null = null;
  @state() private row: Client | null = null;
  @state() private error: ApiError | null = null;
  @state() private window = pageWindow();
  @state() private isLive = true;
  @state() private drawn: number | null = null;
  @queryAll("time-chart") private readonly charts!: NodeListOf<TimeChart>;
  #feed!: ClientFeed;

  override connectedCallback(): void {
    super.connectedCallback();
    const connection = liveConnection();
    connection.changed.listen((state) => (this.isLive = state === "connected" || state === "connecting"));
    this.#feed = new ClientFeed(connection, this.client);
    this.#feed.watching.listen(() => void this.#load());
    this.#feed.clientChanged.listen((client) => this.#show(client));
    this.#feed.reported.listen((report) => void this.#reported(report));
    void this.#load();
  }

  protected override render(): TemplateResult {
    const client = this.row ?? this.details;
    if (!client) return this.error ? failure(this.error) : html`<p class="page-message">Loading…</p>`;
    return html`<machine-header .client=${client} .facts=${this.details?.facts ?? null} .live=${this.isLive} .drawn=${this.drawn}>
      </machine-header>
      <div class="toolbar"><h2>Charts</h2>
        <time-controls @window-change=${({ detail }: CustomEvent<TimeWindow>) => (this.window = detail)}></time-controls></div>
      <div class="charts">${machineCharts.map((spec) => html`
        <time-chart data-chart=${spec.id} .spec=${spec} .feed=${this.#feed} .window=${this.window}></time-chart>`)}
      </div>
      <div class="panels">
        <machine-events .feed=${this.#feed}></machine-events>
        <section>${this.details ? machineFacts(this.details.facts) : nothing}</section>
        <latest-values .feed=${this.#feed}></latest-values>
      </div>`;
  }

  #show(client: Client): void {
    this.row = client;
    document.title = `${client.name} · dcmon`;
  }

  async #load(): Promise<void> {
    try {
      this.details = await getJson<ClientDetails>(`/api/clients/${encodeURIComponent(this.client)}`);
      this.error = null;
      this.#show(this.row ?? this.details);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.error = error;
    }
  }

  /** The header names the time of a report only once the charts show it. */
  async #reported(report: LiveReport): Promise<void> {
    await Promise.all([...this.charts].map((chart) => chart.updateComplete));
    this.drawn = Math.max(this.drawn ?? 0, report.time);
  }
}

function failure(error: ApiError): TemplateResult {
  const title = error.status === 404 ? "No such machine" : "This machine cannot be shown";
  return html`<div class="page-message"><h2>${title}</h2><p>${error.message}</p><p><a href="/">All machines</a></p></div>`;
}
