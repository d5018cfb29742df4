import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { serverClock } from "../api/server-clock.ts";
import { LightElement } from "../shell/light-element.ts";
import { ageOf } from "./cells.ts";
import type { Column } from "./column.ts";
import { isNumber } from "./columns.ts";
import type { Item } from "./fleet-list.ts";
import { fleetRow } from "./fleet-row.ts";
import { groupRow } from "./group-row.ts";
import { rowByKey, rowWindow, scrollToRow, slotsOf, type RowWindow } from "./row-window.ts";
import type { Order } from "./sort.ts";
import type { TrendStore } from "./trends/trend-store.ts";
import { width as trendWidth } from "./trends/trend-line.ts";

export const rowHeights = { comfortable: 32, compact: 20, dense: 12 } as const;
export type Density = keyof typeof rowHeights;

/** A density by its name; what is none means the usual one. */
export function densityOf(name: string | null): Density {
  return name !== null && name in rowHeights ? (name as Density) : "comfortable";
}

const headHeight = 32;
/** What is seen before the browser has laid the page out. */
const firstViewport = 1280;
/** A pointer or a focus that has rested so long aims at nothing any more. */
const restsAfter = 5000;

/**
 * The table of machines and groups. Only the rows in view are in the page; the keys move among all. Events:
 * `sort` (a column), `fold` (a group's value), `hold` (whether the pointer is over a row).
 */
@customElement("fleet-rows")
export class FleetRows extends LightElement {
  @property({ attribute: false }) items: readonly Item[] = [];
  @property({ attribute: false }) columns: readonly Column[] = [];
  @property({ attribute: false }) order!: Order;
  @property() density: Density = "comfortable";
  @property({ attribute: false }) trends: TrendStore | null = null;
  /** Grows with each trend that comes in. */
  @property({ type: Number }) trendVersion = 0;
  /** The age of rows changes without new data. */
  @property({ type: Number }) tick = 0;
  @property({ type: Boolean }) stale = false;
  @state() private window: RowWindow = { first: 0, end: 0, above: 0, below: 0 };
  /** The row that the keys are at. */
  @state() private active = "";
  #focusActive = false;
  #hadFocus = false;
  #held = false;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #sizes: ResizeObserver | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes = new ResizeObserver(() => this.requestUpdate());
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    this.#sizes?.disconnect();
    this.#hold(false);
    super.disconnectedCallback();
  }

  protected override willUpdate(_: PropertyValues): void {
    this.#hadFocus = this.#frame?.contains(document.activeElement) ?? false;
    this.#look();
    this.#want();
  }

  protected override render(): TemplateResult {
    const { first, end, above, below } = this.window;
    // Elements belong to places, not to machines: another order or a page further is other text in elements that are
    // there.
    const slots = slotsOf(rowHeights[this.density], this.#viewport);
    const now = serverClock.now();
    return html`<div class="table-frame" tabindex="0" role="region" aria-label="Machines" ?data-stale=${this.stale}
        @scroll=${{ handleEvent: this.#look, passive: true }} @keydown=${this.#onKey}>
      <table class="fleet ${this.density} ${this.trends ? "with-trends" : ""}" aria-rowcount=${this.items.length + 1}>
        <colgroup>${this.columns.map((column) => html`<col class="column-${column.id}" width=${column.id === "name" ? nothing : this.#width(column)}>`)}</colgroup>
        <thead><tr aria-rowindex="1">${this.columns.map((column) => this.#head(column))}</tr></thead>
        <tbody @pointermove=${this.#point} @pointerdown=${this.#point} @pointerleave=${() => this.#hold(false)} @click=${this.#press} @focusin=${this.#focused}>
          ${room(above)}
          ${repeat(this.items.slice(first, end), (_, i) => (first + i) % slots, (item, i) => this.#row(item, first + i + 2, now))}
          ${room(below)}
        </tbody>
      </table>
    </div>`;
  }

  protected override updated(): void {
    const table = this.querySelector("table")!;
    table.style.minWidth = `${this.columns.reduce((sum, column) => sum + this.#width(column), 0)}px`;
    if (this.#focusActive) this.#target()?.focus({ preventScroll: true });
    else this.#followFocus();
    this.#focusActive = false;
  }

  #row(item: Item, index: number, now: number): unknown {
    if (item.kind === "group") {
      return groupRow(item.group, this.columns, index, () => this.#emit("fold", item.group.value));
    }
    // Most rows are as they were, five times a second: only changed rows, or rows of another age or place, are rendered
    // again.
    const { client } = item;
    return guard([client, ageOf(client, now), index, this.columns, this.trends && this.trendVersion], () =>
      fleetRow(client, { columns: this.columns, now, index, trends: this.trends }));
  }

  #head(column: Column): TemplateResult {
    const isSorted = column.id === this.order.column;
    const direction = this.order.descending ? "descending" : "ascending";
    return html`<th scope="col" class="column-${column.id} ${isNumber(column) ? "number" : ""}" aria-sort=${isSorted ? direction : "none"}>
      <button type="button" title=${column.help ?? `Sort by ${column.title}`} @click=${() => this.#emit("sort", column)}>
        <span class="title">${column.title}</span><span class="arrow" aria-hidden="true">${isSorted ? (this.order.descending ? "↓" : "↑") : ""}</span>
      </button>
    </th>`;
  }

  #width(column: Column): number {
    // On narrow screens the state is its shape alone, and the name leaves room for figures.
    if (column.id === "state" && innerWidth <= 900) return 28;
    if (column.id === "name" && innerWidth <= 640) return 140;
    return column.width + (this.trends && column.figure && isNumber(column) ? trendWidth + 8 : 0);
  }

  /** The focus goes where its row went; if it was scrolled out of view, the frame gets the focus. */
  #followFocus(): void {
    if (!this.#hadFocus) return;
    const focused = document.activeElement;
    const row = focused?.closest("tbody tr");
    if (row && this.contains(row) ? row.getAttribute("aria-rowindex") === String(this.#activeIndex + 2) : this.#frame!.contains(focused)) return;
    (this.#target() ?? this.#frame!).focus({ preventScroll: true });
  }

  /** Puts the window where the frame is scrolled to. */
  readonly #look = (): void => {
    const window = rowWindow(this.items.length, rowHeights[this.density], this.#frame?.scrollTop ?? 0, this.#viewport);
    const { first, end, above, below } = this.window;
    if (window.first !== first || window.end !== end || window.above !== above || window.below !== below) this.window = window;
  };

  #want(): void {
    if (!this.trends) return;
    const figures = this.columns.flatMap(({ figure }) => (figure ? [figure] : []));
    const clients = this.items.slice(this.window.first, this.window.end).flatMap((item) => (item.kind === "machine" ? [item.client.id] : []));
    this.trends.want(figures, [...new Set(clients)]);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || (event.target as Element).closest("thead")) return;
    const at = Math.max(0, this.#activeIndex);
    if (event.key === "Enter" && event.target === this.#frame) return this.#target()?.click();
    const started = this.active !== "";
    const row = rowByKey(event.key, started ? at : event.key === "ArrowDown" ? -1 : at, this.items.length, this.#page);
    if (row === undefined || this.items.length === 0) return;
    event.preventDefault();
    this.active = this.items[row]!.key;
    this.#focusActive = true;
    this.requestUpdate();
    const frame = this.#frame!;
    frame.scrollTop = scrollToRow(row, rowHeights[this.density], frame.scrollTop, this.#viewport);
    this.#look();
    this.#point();
  };

  /** A press anywhere on a machine's row is one on its name. */
  readonly #press = (event: MouseEvent): void => {
    const target = event.target as Element;
    const link = target.closest("[data-client]")?.querySelector("a");
    if (!link || target.closest("a, button") || getSelection()?.type === "Range") return;
    if (event.ctrlKey || event.metaKey) window.open(link.href);
    else link.click();
  };

  readonly #focused = (event: FocusEvent): void => {
    const row = (event.target as Element).closest("tr");
    const at = row ? Number(row.getAttribute("aria-rowindex")) - 2 : -1;
    this.active = this.items[at]?.key ?? this.active;
  };

  /** While the pointer is over rows, they keep their places until it leaves or rests. */
  readonly #point = (): void => {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#hold(false), restsAfter);
    this.#hold(true);
  };

  #hold(held: boolean): void {
    if (!held) clearTimeout(this.#rest);
    if (held === this.#held) return;
    this.#held = held;
    this.#emit("hold", held);
  }

  #emit(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  get #frame(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".table-frame");
  }

  /** What a press on Enter is for: the link or the button of the row that the keys are at. */
  #target(): HTMLElement | null {
    return this.querySelector<HTMLElement>(`tbody tr[aria-rowindex="${this.#activeIndex + 2}"] :is(a, button)`);
  }

  /** Where the row is that the keys are at; -1: nowhere. */
  get #activeIndex(): number {
    return this.items.findIndex(({ key }) => key === this.active);
  }

  get #viewport(): number {
    return Math.max(0, (this.#frame?.clientHeight || firstViewport) - headHeight);
  }

  get #page(): number {
    return Math.max(1, Math.floor(this.#viewport / rowHeights[this.density]) - 1);
  }
}

/** The room of rows that are not on the page. */
function room(pixels: number): TemplateResult | typeof nothing {
  return pixels > 0 ? html`<tr class="room" aria-hidden="true"><td height=${pixels}></td></tr>` : nothing;
}
