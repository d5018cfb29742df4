import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { serverClock } from "../api/server-clock.ts";
import type { Client } from "../api/types.ts";
import { liveConnection } from "../live/connection.ts";
import { FleetFeed } from "../live/fleet-feed.ts";
import { icon } from "../shell/icons.ts";
import { LightElement } from "../shell/light-element.ts";
import { readParameter, writeParameter } from "../shell/page-url.ts";
import { Ticker } from "../shell/ticker.ts";
import { columns, type Column } from "./columns.ts";
import { ageOf, fleetRow } from "./fleet-row.ts";
import { isFound } from "./search.ts";
import { nextOrder, orderText, parseOrder, sortClients, type Order } from "./sort.ts";

/** The fleet: a row a machine, moving as reports come in. Order and search are in the page's address. */
@customElement("fleet-table")
export class FleetTable extends LightElement {
  /** Where rows come from; the page's own hub unless told otherwise. */
  @property({ attribute: false }) feed?: Pick<FleetFeed, "clients" | "changed">;
  @state() private order: Order = parseOrder(readParameter("sort"), columns);
  @state() private search = readParameter("q") ?? "";
  @state() private isLive = true;
  #stop: (() => void)[] = [];

  constructor() {
    super();
    new Ticker(this, 5000, () => this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const connection = liveConnection();
    this.feed ??= new FleetFeed(connection);
    this.#stop = [
      this.feed.changed.listen(() => this.requestUpdate()),
      connection.changed.listen((live) => (this.isLive = live === "connected" || live === "connecting")),
    ];
    addEventListener("keydown", this.#focusSearch);
  }

  override disconnectedCallback(): void {
    for (const stop of this.#stop) stop();
    removeEventListener("keydown", this.#focusSearch);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const clients = this.feed?.clients;
    if (!clients) return html`<p class="page-message">Loading machines…</p>`;
    if (clients.size === 0) return noMachines();
    const found = [...clients.values()].filter((client) => isFound(client, this.search));
    return html`${this.#toolbar([...clients.values()])}
      <div class="table-frame" ?data-stale=${!this.isLive}>
        <table class="fleet">
          <thead><tr>${columns.map((column) => this.#head(column))}</tr></thead>
          <tbody>${this.#rows(found)}</tbody>
        </table>
        ${found.length === 0 ? html`<p class="page-message">No machine matches “${this.search}”.</p>` : nothing}
      </div>`;
  }

  #rows(clients: Client[]): unknown {
    const now = serverClock.now();
    // Most rows are as they were, five times a second: only those of news, or of another age, are made anew.
    return repeat(sortClients(clients, this.order, columns), ({ id }) => id, (client) =>
      guard([client, ageOf(client, now)], () => fleetRow(client, now)));
  }

  #toolbar(clients: Client[]): TemplateResult {
    const online = clients.filter((client) => client.online).length;
    const offline = clients.length - online;
    return html`<div class="toolbar">
      <dl class="totals">
        <div><dd>${clients.length}</dd><dt>${clients.length === 1 ? "machine" : "machines"}</dt></div>
        <div><dd>${online}</dd><dt>online</dt></div>
        <div class=${offline > 0 ? "alarming" : ""}><dd>${offline}</dd><dt>offline</dt></div>
      </dl>
      <label class="search">${icon("search")}<span class="visually-hidden">Search machines</span>
        <input type="search" placeholder="Search name or tag" autocomplete="off" spellcheck="false"
          .value=${this.search} @input=${this.#searchFor}><kbd aria-hidden="true">/</kbd>
      </label>
    </div>`;
  }

  #head(column: Column): TemplateResult {
    const isSorted = column.id === this.order.column;
    const direction = this.order.descending ? "descending" : "ascending";
    const kind = column.unit || column.id === "seen" ? "number" : "";
    return html`<th scope="col" class="column-${column.id} ${kind} ${column.wide ? "wide" : ""}" aria-sort=${isSorted ? direction : "none"}>
      <button type="button" title=${column.help ?? `Sort by ${column.title}`} @click=${() => this.#sortBy(column)}>
        ${column.title}<span class="arrow" aria-hidden="true">${isSorted ? (this.order.descending ? "↓" : "↑") : ""}</span>
      </button>
    </th>`;
  }

  #sortBy(column: Column): void {
    this.order = nextOrder(this.order, column);
    writeParameter("sort", orderText(this.order));
  }

  readonly #searchFor = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value;
    writeParameter("q", this.search);
  };

  readonly #focusSearch = (event: KeyboardEvent): void => {
    if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    this.querySelector<HTMLInputElement>(".search input")?.focus();
  };
}

function noMachines(): TemplateResult {
  return html`<div class="page-message">
    <h2>No machines yet</h2>
    <p>Enrol the first one, on the machine itself:</p>
    <pre>dcmon-agent enroll 'https://SERVER:PORT#TOKEN.FINGERPRINT'</pre>
    <p>It appears here by itself with its first report.</p>
  </div>`;
}
