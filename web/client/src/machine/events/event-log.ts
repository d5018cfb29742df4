import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { getJson } from "../../api/http.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { MachineEvent } from "../../api/types.ts";
import { formatMoment } from "../../format/time.ts";
import type { Emitter } from "../../live/emitter.ts";
import { LightElement } from "../../shell/light-element.ts";
import { valueOf } from "../../shell/value-of.ts";
import { kindName, kinds, readFilter, severities, type EventFilter } from "./event-filter.ts";
import { EventPages } from "./event-list.ts";
import { eventRow } from "./event-row.ts";

/** Source of new events, and of reconnections at which some may have been missed. */
interface EventFeed {
  watching: Emitter<void>;
  happened: Emitter<MachineEvent[]>;
}

/**
 * What happened, of one machine or (without `client`) of all: filters, an endless list, and what happens at its top.
 */
@customElement("event-log")
export class EventLog extends LightElement {
  @property() client: string | null = null;
  @property({ attribute: false }) feed: EventFeed | null = null;
  /** What machines are called, by id; for lists of several. */
  @property({ attribute: false }) names: ReadonlyMap<string, string> | null = null;
  @state() private filter: EventFilter = readFilter(new URLSearchParams(location.search));
  @state() private open: ReadonlySet<number> = new Set();
  @query(".list-end") private readonly end!: HTMLElement | null;
  #pages!: EventPages;
  #stop: (() => void)[] = [];
  readonly #nearEnd = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && void this.#more(), { rootMargin: "400px" });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.feed ? [
      this.feed.watching.listen(() => void this.#pages.start()),
      this.feed.happened.listen((events) => this.#pages.add(events)),
    ] : [];
  }

  override disconnectedCallback(): void {
    for (const stop of this.#stop) stop();
    this.#nearEnd.disconnect();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues): void {
    const before = changes.get("filter") as EventFilter | undefined;
    const { kinds: wanted, severity } = this.filter;
    const isSame = before === undefined || (before.severity === severity && before.kinds.join() === wanted.join());
    if (this.#pages && isSame && !changes.has("client")) {
      this.#pages.filter = this.filter;
      return;
    }
    const pages = new EventPages(this.filter, this.client, getJson);
    pages.changed.listen(() => pages === this.#pages && this.requestUpdate());
    this.#pages = pages;
    void pages.start();
  }

  protected override updated(): void {
    // Observed again each time: if the end is still in view after a page has loaded, the next page is loaded.
    this.#nearEnd.disconnect();
    if (this.end && this.#pages.status === "ready") this.#nearEnd.observe(this.end);
  }

  protected override render(): TemplateResult {
    return html`<div class="panel event-log">${this.#filters()}${this.#list()}</div>`;
  }

  #filters(): TemplateResult {
    const { severity, search, kinds: wanted } = this.filter;
    const others = wanted.filter((kind) => !Object.hasOwn(kinds, kind));
    return html`<form class="event-filters" role="search" @submit=${(event: Event) => event.preventDefault()}>
      <label>Kind <select name="kind" @change=${(event: Event) => this.#narrow({ kinds: valueOf(event) ? [valueOf(event)] : [] })}>
        <option value="" ?selected=${wanted.length === 0}>All kinds</option>
        ${[...Object.keys(kinds), ...others].map((kind) => html`<option value=${kind} ?selected=${wanted[0] === kind}>${kindName(kind)}</option>`)}
      </select></label>
      <label>At least <select name="severity" @change=${(event: Event) => this.#narrow({ severity: valueOf(event) as EventFilter["severity"] })}>
        ${severities.map((each) => html`<option value=${each} ?selected=${each === severity}>${each}</option>`)}
      </select></label>
      <label class="grow">Search <input type="search" name="q" .value=${search} placeholder="StateText in message, subject or details"
        @input=${(event: Event) => this.#narrow({ search: valueOf(event) })}></label>
    </form>`;
  }

  #list(): TemplateResult {
    const { events, status, error, hasMore, reaches } = this.#pages;
    const now = serverClock.now();
    return html`${events.length === 0 ? nothing : html`<table class="events">
        <thead><tr><th scope="col">Time</th><th scope="col">Severity</th>${this.names ? html`<th scope="col">Machine</th>` : nothing}<th scope="col">Kind</th><th scope="col">What happened</th></tr></thead>
        <tbody>${repeat(events, ({ id }) => id, (event) => eventRow(event, {
          now, isOpen: this.open.has(event.id), toggle: () => this.#toggle(event.id), machine: this.names && (this.names.get(event.client) ?? event.client),
        }))}</tbody>
      </table>`}
      ${status === "failed" ? html`<p class="list-message" role="alert">Events cannot be shown: ${error}
        <button type="button" class="button" @click=${() => void (events.length > 0 && hasMore ? this.#pages.more() : this.#pages.start())}>Try again</button></p>` : nothing}
      ${status === "loading" ? html`<p class="list-message faint" role="status">Loading…</p>` : nothing}
      ${status !== "ready" ? nothing : hasMore
        ? html`<p class="list-end list-message"><button type="button" class="button" @click=${() => void this.#more()}>
            ${this.filter.search && reaches !== null ? `Looked back to ${formatMoment(reaches)}; look further` : "Show older events"}</button></p>`
        : html`<p class="list-message faint">${events.length === 0 ? this.#empty() : "That is all that is kept."}</p>`}`;
  }

  #empty(): string {
    const { kinds: wanted, severity, search } = this.filter;
    return wanted.length > 0 || severity !== "info" || search !== "" ? "Nothing that is kept fits these filters." : "Nothing has happened that is kept.";
  }

  #more(): Promise<void> {
    return this.#pages.more();
  }

  /** The search is done here; only other filters need another request. */
  #narrow(change: Partial<EventFilter>): void {
    this.filter = { ...this.filter, ...change };
    const query = new URLSearchParams(location.search);
    for (const name of ["kind", "severity", "q"]) query.delete(name);
    for (const kind of this.filter.kinds) query.append("kind", kind);
    if (this.filter.severity !== "info") query.set("severity", this.filter.severity);
    if (this.filter.search !== "") query.set("q", this.filter.search);
    const text = query.toString();
    history.replaceState(history.state, "", location.pathname + (text && `?${text}`));
  }

  #toggle(id: number): void {
    const open = new Set(this.open);
    if (!open.delete(id)) open.add(id);
    this.open = open;
  }
}
