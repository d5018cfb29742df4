import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, queryAll, state } from "lit/decorators.js";
import { ApiError, getJson } from "../api/http.ts";
import { serverClock } from "../api/server-clock.ts";
import type { Machine, MachineDetails } from "../api/types.ts";
import type { TimeChart } from "../charts/time-chart.ts";
import { formatRecent, formatUtc } from "../format/time.ts";
import type { LiveReport } from "../live/messages.ts";
import { pageWindow } from "../time/time-controls.ts";
import type { TimeWindow } from "../time/time-window.ts";
import { MachineFeed } from "../live/machine-feed.ts";
import { liveConnection } from "../live/connection.ts";
import { LightElement } from "../shell/light-element.ts";
import { isAdmin } from "../shell/viewer.ts";
import "./events/event-log.ts";
import { machineFacts } from "./machine-facts.ts";
import "./machine-header.ts";
import "./machine-overview.ts";
import "./processes/machine-processes.ts";
import "./programs/program-tokens.ts";
import { ProcessPopup } from "./processes/process-popup.ts";
import { tabAddress, tabOf, tabs, type Tab } from "./tabs/tabs.ts";

/** One machine: what it is and how it does, in tabs. */
@customElement("machine-view")
export class MachineView extends LightElement {
  @property() client = "";
  @state() private details: MachineDetails | null = null;
  @state() private row: Machine | null = null;
  @state() private error: ApiError | null = null;
  @state() private tab: Tab = tabOf(location.search);
  @state() private window = pageWindow();
  @state() private isLive = true;
  @state() private report: LiveReport | null = null;
  @state() private drawn: number | null = null;
  @queryAll("time-chart") private readonly charts!: NodeListOf<TimeChart>;
  #feed!: MachineFeed;
  readonly #processes = new ProcessPopup(this, (time) => this.#go(tabAddress(location, "processes", { at: String(Math.round(time)) })));

  override connectedCallback(): void {
    super.connectedCallback();
    const connection = liveConnection();
    connection.changed.listen((state) => (this.isLive = state === "connected" || state === "connecting"));
    this.#feed = new MachineFeed(connection, this.client);
    this.#feed.watching.listen(() => void this.#load());
    this.#feed.clientChanged.listen((client) => this.#show(client));
    this.#feed.reported.listen((report) => void this.#reported(report));
    addEventListener("popstate", () => this.#readAddress());
    void this.#load();
  }

  protected override render(): TemplateResult {
    const client = this.row ?? this.details;
    if (!client) return this.error ? failure(this.error) : html`<p class="page-message">Loading…</p>`;
    return html`<machine-header .client=${client} .facts=${this.details?.facts ?? null} .live=${this.isLive} .drawn=${this.drawn} .admin=${isAdmin()}>
      </machine-header>
      ${this.#refusals()}
      <div class="machine-bar">
        <nav class="tabs" aria-label="Views of the machine">${tabs.map(({ name, title }) => html`
          <a href=${tabAddress(location, name)} aria-current=${name === this.tab ? "page" : nothing} @click=${(event: MouseEvent) => this.#follow(event, name)}>${title}</a>`)}
        </nav>
        ${this.tab === "overview" ? html`<time-controls @window-change=${({ detail }: CustomEvent<TimeWindow>) => (this.window = detail)}></time-controls>` : nothing}
      </div>
      <div class="tab" data-tab=${this.tab}>${this.#content(client)}</div>
      ${this.#processes.view()}`;
  }

  #refusals(): TemplateResult | typeof nothing {
    const refused = this.details?.refused;
    if (!refused) return nothing;
    return html`<p class="notice" data-refused=${refused.count}>The server refused ${refused.count === 1 ? "a report" : `${refused.count} reports`} of this machine
      in the last day, the last one <time title=${formatUtc(refused.at)}>${formatRecent(refused.at, serverClock.now())}</time>: ${refused.reason}</p>`;
  }

  #content(client: Machine): TemplateResult {
    switch (this.tab) {
      case "events": return html`<event-log .feed=${this.#feed} .client=${client.id}></event-log>`;
      case "processes": return html`<machine-processes .client=${client.id}></machine-processes>`;
      case "programs": return html`<section class="panel">${isAdmin() ? html`<program-tokens .client=${client.id}></program-tokens>`
        : html`<h2>Programs</h2><p class="lead">Administrators make tokens for programs that push samples of this machine.</p>`}</section>`;
      case "facts": return html`<section class="panel machine-facts">${this.details ? machineFacts(this.details.facts) : nothing}</section>`;
      default: return html`<machine-overview .feed=${this.#feed} .window=${this.window} .report=${this.report} .live=${this.isLive && client.online}></machine-overview>`;
    }
  }

  #follow(event: MouseEvent, tab: Tab): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    this.#go(tabAddress(location, tab));
  }

  #go(address: string): void {
    history.pushState(null, "", address);
    this.#readAddress();
  }

  #readAddress(): void {
    this.tab = tabOf(location.search);
    this.window = pageWindow();
  }

  #show(client: Machine): void {
    this.row = client;
    document.title = `${client.name} · dcmon`;
  }

  async #load(): Promise<void> {
    try {
      this.details = await getJson<MachineDetails>(`/api/clients/${encodeURIComponent(this.client)}`);
      this.error = null;
      this.#show(this.row ?? this.details);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.error = error;
    }
  }

  /** The header names the time of a report only once the charts show it. */
  async #reported(report: LiveReport): Promise<void> {
    this.report = report;
    await Promise.all([...this.charts].map((chart) => chart.updateComplete));
    this.drawn = Math.max(this.drawn ?? 0, report.time);
  }
}

function failure(error: ApiError): TemplateResult {
  const title = error.status === 404 ? "No such machine" : "This machine cannot be shown";
  return html`<div class="page-message"><h2>${title}</h2><p>${error.message}</p><p><a href="/">All machines</a></p></div>`;
}
