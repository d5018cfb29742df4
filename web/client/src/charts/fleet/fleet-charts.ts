import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Machine } from "../../api/types.ts";
import { isFiltering, menus, noFilters, readFilters, writeFilters, type Filters, type Menu } from "../../fleet/filters.ts";
import { filterMenu } from "../../fleet/fleet-filters.ts";
import { liveConnection } from "../../live/connection.ts";
import { FleetFeed } from "../../live/fleet-feed.ts";
import { icon } from "../../shell/icons.ts";
import { LightElement } from "../../shell/light-element.ts";
import { valueOf } from "../../shell/value-of.ts";
import type { Names } from "../picture/line-names.ts";
import "../time-chart.ts";
import { pageWindow } from "../../time/time-controls.ts";
import type { TimeWindow } from "../../time/time-window.ts";
import { chosenIds } from "./chosen.ts";
import { chartsOf } from "./fleet-requests.ts";

/** Typing is answered after this pause, milliseconds: each search loads all charts again. */
const typingPause = 300;

/**
 * The fleet's charts, a line a machine. Which machines (as on the fleet's page), and the window of time, are in the
 * page's address.
 */
@customElement("fleet-charts")
export class FleetCharts extends LightElement {
  /** Where machines come from; the page's own hub unless set. */
  @property({ attribute: false }) feed?: Pick<FleetFeed, "clients" | "changed">;
  @state() private window = pageWindow();
  @state() private filters = readFilters();
  @state() private openMenu: Menu | null = null;
  @state() private names: Names = new Map();
  #clients: readonly Machine[] | null = null;
  #ids: string[] | null = null;
  #charts = chartsOf(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.feed ??= new FleetFeed(liveConnection());
    this.#stop = this.feed.changed.listen(() => this.#onFleetChange());
    this.#onFleetChange();
  }

  override disconnectedCallback(): void {
    this.#stop();
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`<div class="toolbar">${this.#filterBar(this.#clients ?? [])}
        <time-controls @window-change=${({ detail }: CustomEvent<TimeWindow>) => (this.window = detail)}></time-controls></div>
      ${this.#content()}`;
  }

  #filterBar(clients: readonly Machine[]): TemplateResult {
    const count = `${clients.length} ${clients.length === 1 ? "machine" : "machines"}`;
    return html`<div class="chart-filters" role="group" aria-label="Machines">
      <label class="search">${icon("search")}<span class="visually-hidden">Search machines</span>
        <input type="search" placeholder="Name, tag, group, model or id" autocomplete="off" spellcheck="false" .value=${this.filters.search} @input=${this.#searchFor}></label>
      ${menus.map((menu) => filterMenu(menu, clients, this.filters, this.openMenu === menu, {
        open: (open) => (this.openMenu = open ? menu : this.openMenu === menu ? null : this.openMenu),
        show: this.#show,
      }))}
      ${isFiltering(this.filters) ? html`<button type="button" class="quiet-button" @click=${() => this.#show(noFilters)}>Clear filters</button>` : ""}
      <span class="faint" role="status">${this.#clients === null ? "" : this.#ids ? `${this.#ids.length} of ${count}` : count}</span>
    </div>`;
  }

  #content(): TemplateResult {
    if (this.#clients === null) return html`<p class="page-message">Loading machines…</p>`;
    if (this.#clients.length === 0) return html`<div class="page-message"><h2>No machines yet</h2><p>Charts appear with the first machine's reports.</p></div>`;
    if (this.#ids?.length === 0) {
      return html`<div class="page-message"><p>No machine matches these filters.</p>
        <p><button type="button" class="button" @click=${() => this.#show(noFilters)}>Show all</button></p></div>`;
    }
    return html`<div class="fleet-charts">${repeat(this.#charts, ({ title }) => title, (request) => html`
      <time-chart .request=${request} .window=${this.window} .names=${this.names} links></time-chart>`)}</div>`;
  }

  readonly #searchFor = (event: Event): void => {
    const search = valueOf(event);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show({ ...this.filters, search }), typingPause);
  };

  readonly #show = (filters: Filters): void => {
    this.filters = filters;
    writeFilters(filters);
    this.#onFleetChange();
  };

  /** Rows change many times a second; charts are loaded again only where the choice of machines is another. */
  #onFleetChange(): void {
    const { clients } = this.feed ?? {};
    if (!clients) return;
    const hasOtherCount = this.#clients?.length !== clients.size;
    this.#clients = [...clients.values()];
    if (this.#clients.some(({ id, name }) => this.names.get(id) !== name)) this.names = new Map(this.#clients.map(({ id, name }) => [id, name]));
    const ids = chosenIds(this.#clients, this.filters);
    if (JSON.stringify(ids) !== JSON.stringify(this.#ids)) {
      this.#ids = ids;
      this.#charts = chartsOf(ids);
      this.requestUpdate();
    } else if (hasOtherCount) this.requestUpdate();
  }
}
