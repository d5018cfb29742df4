import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Client } from "../../api/types.ts";
import { liveConnection } from "../../live/connection.ts";
import { FleetFeed } from "../../live/fleet-feed.ts";
import { icon } from "../../shell/icons.ts";
import { LightElement } from "../../shell/light-element.ts";
import type { Names } from "../line-names.ts";
import "../time-chart.ts";
import { pageWindow } from "../time-controls.ts";
import type { TimeWindow } from "../time-window.ts";
import { chartsOf } from "./fleet-requests.ts";
import { chosenIds, parseFilter, writeFilter, type MachineFilter } from "./machine-filter.ts";

/** Typing is answered after this pause, milliseconds: each search asks for all charts anew. */
const typingPause = 300;
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The fleet's charts, a line a machine. Which machines, and the window of time, are in the page's address. */
@customElement("fleet-charts")
export class FleetCharts extends LightElement {
  /** Where machines come from; the page's own hub unless told otherwise. */
  @property({ attribute: false }) feed?: Pick<FleetFeed, "clients" | "changed">;
  @state() private window = pageWindow();
  @state() private filter = parseFilter(new URLSearchParams(location.search));
  @state() private names: Names = new Map();
  #clients: readonly Client[] | null = null;
  #charts = chartsOf(null);
  #chosen = "null";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.feed ??= new FleetFeed(liveConnection());
    this.#stop = this.feed.changed.listen(() => this.#heard());
    this.#heard();
  }

  override disconnectedCallback(): void {
    this.#stop();
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const count = this.#clients?.length;
    const chosen = this.#clients && chosenIds(this.#clients, this.filter);
    return html`<div class="toolbar">
        <div class="chart-filters">
          <label class="search">${icon("search")}<span class="visually-hidden">Search machines</span>
            <input type="search" placeholder="Search name or tag" autocomplete="off" spellcheck="false" .value=${this.filter.search} @input=${this.#searchFor}></label>
          ${this.#select("Tag", "tags", this.#clients?.flatMap(({ tags }) => tags) ?? [], "no tag")}
          ${this.#select("Group", "groups", this.#clients?.flatMap(({ group }) => group ?? []) ?? [], "no group")}
          <span class="faint" role="status">${count === undefined ? "" : chosen === null ? `${count} ${count === 1 ? "machine" : "machines"}` : `${chosen!.length} of ${count} machines`}</span>
        </div>
        <time-controls @window-change=${({ detail }: CustomEvent<TimeWindow>) => (this.window = detail)}></time-controls>
      </div>
      ${this.#content(count, chosen)}`;
  }

  #content(count: number | undefined, chosen: readonly string[] | null): TemplateResult {
    if (count === undefined) return html`<p class="page-message">Loading machines…</p>`;
    if (count === 0) return html`<div class="page-message"><h2>No machines yet</h2><p>Charts appear with the first machine's reports.</p></div>`;
    if (chosen?.length === 0) {
      return html`<div class="page-message"><p>No machine matches these filters.</p>
        <p><button type="button" class="button" @click=${() => this.#choose({ search: "", tags: [], groups: [] })}>Show all</button></p></div>`;
    }
    return html`<div class="fleet-charts">${repeat(this.#charts, ({ title }) => title, (request) => html`
      <time-chart .request=${request} .window=${this.window} .names=${this.names} links></time-chart>`)}</div>`;
  }

  /** A choice of one value, or of those that the address has. */
  #select(title: string, facet: "tags" | "groups", found: readonly string[], none: string): TemplateResult | typeof nothing {
    const chosen = this.filter[facet];
    const values = [...new Set([...found, ...chosen.filter((value) => value !== "")])].sort(collator.compare);
    if (values.length === 0) return nothing;
    const change = (event: Event): void => {
      const { value } = event.target as HTMLSelectElement;
      if (value !== "several") this.#choose({ ...this.filter, [facet]: value === "any" ? [] : [value.slice(1)] });
    };
    const option = (value: string, text: string, isChosen: boolean) => html`<option value=${value} ?selected=${isChosen}>${text}</option>`;
    return html`<label class="facet"><span class="visually-hidden">${title}</span><select class="button" @change=${change}>
      ${option("any", `Any ${title.toLowerCase()}`, chosen.length === 0)}
      ${chosen.length > 1 ? option("several", chosen.map((value) => value || none).join(" or "), true) : nothing}
      ${values.map((value) => option(`=${value}`, value, chosen.length === 1 && chosen[0] === value))}
      ${option("=", none, chosen.length === 1 && chosen[0] === "")}
    </select></label>`;
  }

  readonly #searchFor = (event: Event): void => {
    const search = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#choose({ ...this.filter, search }), typingPause);
  };

  #choose(filter: MachineFilter): void {
    this.filter = filter;
    const query = new URLSearchParams(location.search);
    writeFilter(query, filter);
    history.replaceState(history.state, "", `${location.pathname}${query.size > 0 ? `?${query}` : ""}${location.hash}`);
    this.#heard();
  }

  /** Rows change many times a second; charts are asked for anew only where the choice of machines is another. */
  #heard(): void {
    const clients = this.feed?.clients;
    if (!clients) return;
    const isFirst = this.#clients === null;
    const hasOtherCount = this.#clients?.length !== clients.size;
    this.#clients = [...clients.values()];
    if (this.#clients.some(({ id, name }) => this.names.get(id) !== name)) this.names = new Map(this.#clients.map(({ id, name }) => [id, name]));
    const chosen = chosenIds(this.#clients, this.filter);
    const key = JSON.stringify(chosen);
    if (key !== this.#chosen) {
      this.#chosen = key;
      this.#charts = chartsOf(chosen);
    } else if (!isFirst && !hasOtherCount) return;
    this.requestUpdate();
  }
}

