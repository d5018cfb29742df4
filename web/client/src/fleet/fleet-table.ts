import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { serverClock } from "../api/server-clock.ts";
import type { Machine } from "../api/types.ts";
import { liveConnection } from "../live/connection.ts";
import { FleetFeed } from "../live/fleet-feed.ts";
import { Pace } from "../live/pace.ts";
import { AfterPaint } from "../shell/after-paint.ts";
import { LightElement } from "../shell/light-element.ts";
import { closeMenusOf } from "../shell/menus.ts";
import { readParameter, writeParameter } from "../shell/page-url.ts";
import { readPreference, writePreference } from "../shell/preference.ts";
import { Ticker } from "../shell/ticker.ts";
import { chosenText, parseChosen, UsualColumns, withFixed } from "./chosen-columns.ts";
import type { Column } from "./column.ts";
import { columns } from "./columns.ts";
import { earlyMachines } from "./early-machines.ts";
import { parseGrouping, type Grouping } from "./facets.ts";
import { isFiltering, noFilters, readFilters, writeFilters, type Filters, type Menu } from "./filters.ts";
import { findClients, itemsOf, type Item } from "./fleet-list.ts";
import { loading, noMachines, nothingFound } from "./fleet-messages.ts";
import { densityOf, type Density } from "./fleet-rows.ts";
import { fleetToolbar, viewChoice } from "./fleet-toolbar.ts";
import { fleetTotals } from "./fleet-totals.ts";
import { HeldOrder } from "./held-order.ts";
import { nextOrder, orderText, parseOrder, type Order } from "./sort.ts";
import { totalsOf, type Totals } from "./totals.ts";
import { TrendStore } from "./trends/trend-store.ts";

/**
 * The fleet: totals, filters, and a table or a heat map that moves as reports come in. All choices are in the page's
 * address.
 */
@customElement("fleet-table")
export class FleetTable extends LightElement {
  /** Where rows come from; the page's own hub unless set. */
  @property({ attribute: false }) feed?: Pick<FleetFeed, "clients" | "changed">;
  @state() filters: Filters = readFilters();
  @state() grouping: Grouping = parseGrouping(readParameter("by"));
  @state() view: "table" | "heat" = readParameter("view") === "heat" ? "heat" : "table";
  @state() density = densityOf(readPreference("fleet-density", "density"));
  @state() trends: TrendStore | null = null;
  @state() openMenu: Menu | null = null;
  @state() private order: Order = parseOrder(readParameter("sort"), columns);
  @state() private chosen: readonly Column[] | null = parseChosen(readPreference("fleet-columns", "cols"));
  @state() private collapsed: ReadonlySet<string> = new Set();
  @state() private held = false;
  @state() private isLive = true;
  @state() private early: ReadonlyMap<string, Machine> | null = null;
  /** Counters that grow with new data, with time and with loaded trends. */
  @state() private version = 0;
  @state() private tick = 0;
  @state() private trendVersion = 0;
  all: readonly Machine[] = [];
  #found: readonly Machine[] = [];
  #items: readonly Item[] = [];
  #totals: Totals = totalsOf([]);
  readonly #usual = new UsualColumns();
  readonly #order = new HeldOrder();
  readonly #pace = new Pace(() => this.version++);
  readonly #typed = new AfterPaint();
  #stop: (() => void)[] = [];

  constructor() {
    super();
    new Ticker(this, 5000, () => this.tick++);
    if (readParameter("trends") === "1") this.showTrends(true);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const connection = liveConnection();
    if (!this.feed) {
      this.feed = new FleetFeed(connection, { gpus: true });
      void earlyMachines().then((clients) => (this.early = clients));
    }
    this.#stop = [
      this.feed.changed.listen(() => this.#pace.request()),
      connection.changed.listen((live) => (this.isLive = live === "connected" || live === "connecting")),
      closeMenusOf(this),
      () => this.#pace.stop(),
      () => this.#typed.stop(),
    ];
    addEventListener("keydown", this.#focusSearch);
  }

  override disconnectedCallback(): void {
    for (const stop of this.#stop) stop();
    removeEventListener("keydown", this.#focusSearch);
    this.showTrends(false);
    super.disconnectedCallback();
  }

  /** The columns to choose from that are shown. */
  get shown(): readonly Column[] {
    return this.chosen ?? this.#usual.of(this.all);
  }

  /** Shows other machines. */
  readonly show = (filters: Filters): void => {
    this.#typed.stop();
    this.filters = filters;
    this.held = false;
    writeFilters(filters);
  };

  /** Shows what a text finds, once the text itself is seen. */
  search(search: string): void {
    this.#typed.run(() => this.show({ ...this.filters, search }));
  }

  setGrouping(grouping: Grouping): void {
    [this.grouping, this.collapsed, this.held] = [grouping, new Set(), false];
    writeParameter("by", grouping);
  }

  setView(view: "table" | "heat"): void {
    this.view = view;
    writeParameter("view", view === "heat" ? "heat" : null);
  }

  setDensity(density: Density): void {
    this.density = density;
    writePreference("fleet-density", "density", density === "comfortable" ? null : density);
  }

  choose(chosen: readonly Column[] | null): void {
    this.chosen = chosen;
    writePreference("fleet-columns", "cols", chosen && chosenText(chosen));
  }

  showTrends(wanted: boolean): void {
    this.trends?.stop();
    this.trends = wanted ? new TrendStore(() => serverClock.now()) : null;
    this.trends?.changed.listen(() => this.trendVersion++);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const clients = this.#clients;
    const isOld = [...changed.keys()].every((name) => name === "tick" || name === "trendVersion");
    if (!clients || (isOld && changed.size > 0)) return;
    this.all = [...clients.values()];
    this.#totals = totalsOf(this.all);
    this.#found = findClients(this.all, this.#view);
    this.#items = this.#order.arrange(itemsOf(this.#found, this.#view), this.held, clients);
  }

  protected override render(): TemplateResult {
    if (!this.#clients) return loading();
    if (this.all.length === 0) return noMachines();
    return html`<div class="toolbar">${fleetTotals(this.#totals, this.filters, this.show)}<span class="spacer"></span>${viewChoice(this)}</div>
      ${fleetToolbar(this)}
      ${this.#found.length === 0 && this.#items.length === 0 ? nothingFound(this.all.length, () => this.show(noFilters)) : this.#body()}
      <p class="fleet-foot" role="status">${this.#foot()}</p>`;
  }

  #body(): TemplateResult {
    if (this.view === "heat") {
      return html`<heat-map .clients=${this.#found} .grouping=${this.grouping} ?stale=${!this.isLive}></heat-map>`;
    }
    return html`<fleet-rows .items=${this.#items} .columns=${this.#columns} .order=${this.order} .density=${this.density}
      .trends=${this.trends} .trendVersion=${this.trendVersion} .tick=${this.tick} ?stale=${!this.isLive}
      @sort=${(event: CustomEvent<Column>) => this.#sortBy(event.detail)} @fold=${(event: CustomEvent<string>) => this.#fold(event.detail)}
      @hold=${(event: CustomEvent<boolean>) => (this.held = event.detail)}></fleet-rows>`;
  }

  #foot(): string {
    const counted = `${this.#found.length.toLocaleString("en")} of ${this.all.length.toLocaleString("en")} machines`;
    const old = this.isLive ? "" : " · Connection lost: these are the last figures";
    return `${isFiltering(this.filters) ? counted : ""}${old}${this.#order.differs ? " · Rows stay in place while you point at them" : ""}`.replace(/^ · /, "");
  }

  get #clients(): ReadonlyMap<string, Machine> | null {
    return this.feed?.clients ?? this.early;
  }

  get #view() {
    return { filters: this.filters, order: this.order, grouping: this.grouping, collapsed: this.collapsed };
  }

  /** The same list as long as the choice is the same: rows are rendered again where it is another. */
  get #columns(): readonly Column[] {
    const { shown } = this;
    if (this.#shownOf !== shown) [this.#shownOf, this.#shownColumns] = [shown, withFixed(shown)];
    return this.#shownColumns;
  }

  #shownOf: readonly Column[] | undefined;
  #shownColumns: readonly Column[] = [];

  #sortBy(column: Column): void {
    this.order = nextOrder(this.order, column);
    this.held = false;
    writeParameter("sort", orderText(this.order));
  }

  #fold(value: string): void {
    const collapsed = new Set(this.collapsed);
    if (!collapsed.delete(value)) collapsed.add(value);
    [this.collapsed, this.held] = [collapsed, false];
  }

  readonly #focusSearch = (event: KeyboardEvent): void => {
    if (event.key !== "/" || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    this.querySelector<HTMLInputElement>(".search input")?.focus();
  };
}
