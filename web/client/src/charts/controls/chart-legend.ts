import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { formatValue, type Unit } from "../../format/unit.ts";
import { icon } from "../../shell/icons.ts";
import { LightElement } from "../../shell/light-element.ts";
import { machineUrl } from "../../shell/machine-url.ts";
import { valueOf } from "../../shell/value-of.ts";
import { newestValues, type Point } from "../picture/frame.ts";
import type { DrawnLine, Picture } from "../picture/picture.ts";
import type { Selection } from "./selection.ts";
import { swatch } from "./swatch.ts";

export interface LegendEntry {
  line: DrawnLine;
  value: Point;
  hidden: boolean;
}

/** The legend's entry of each line: its value at the index of a time, or its newest; and whether it is drawn. */
export function legendOf({ lines, frame }: Picture, selection: Selection, place: number | null): LegendEntry[] {
  const newest = place === null ? newestValues(frame) : [];
  return lines.map((line, index) => ({
    line,
    value: place === null ? newest[index] : frame.columns[index]?.[place],
    hidden: selection !== null && !selection.has(line.key),
  }));
}

/** A press on a line's name: `alone` shows it alone, else it is taken away or added. */
export interface LinePick {
  key: string;
  alone: boolean;
}

/** With more lines than this there is a search, and at first no more are listed: of a hundred, one is looked for. */
const fewLines = 24;
/** More are found by the search only. */
const mostListed = 400;

/**
 * Names the lines of a chart with their values. A press on one shows it alone (`line-pick`; again: all), with Ctrl or
 * Shift it takes it away or adds it; pointing at one brings it forward (`line-focus`, its key or null).
 */
@customElement("chart-legend")
export class ChartLegend extends LightElement {
  @property({ attribute: false }) entries: readonly LegendEntry[] = [];
  @property({ attribute: false }) units: readonly [Unit, Unit] = ["count", "count"];
  /** Lines that there are beside these. */
  @property({ type: Number }) left = 0;
  /** Whether names lead to their machines. */
  @property({ type: Boolean }) links = false;
  @state() private search = "";
  @state() private listsAll = false;

  protected override render(): TemplateResult {
    const wanted = this.search.toLowerCase();
    const found = this.entries.filter(({ line }) => wanted === "" || line.name.toLowerCase().includes(wanted));
    const shown = found.slice(0, this.listsAll || wanted !== "" ? mostListed : fewLines);
    return html`${this.entries.length > fewLines ? this.#searchField() : nothing}
      <ul>${repeat(shown, ({ line }) => line.key, (entry) => this.#entry(entry))}</ul>
      ${this.#rest(found.length - shown.length, found.length)}`;
  }

  #searchField(): TemplateResult {
    return html`<label class="legend-search"><span class="visually-hidden">Search lines</span>
      <input type="search" autocomplete="off" spellcheck="false" placeholder=${`Search ${this.entries.length} lines`}
        .value=${this.search} @input=${(event: Event) => (this.search = valueOf(event))}></label>`;
  }

  #rest(more: number, found: number): TemplateResult | typeof nothing {
    if (found === 0 && this.search !== "") return html`<p class="faint">No line is called “${this.search}”.</p>`;
    if (more > 0) {
      return html`<p class="faint">and ${this.listsAll ? `${more} more`
        : html`<button type="button" class="link-button" @click=${() => (this.listsAll = true)}>${more} more</button>`}</p>`;
    }
    return this.left > 0 ? html`<p class="faint">${this.entries.length} of ${this.entries.length + this.left} lines: the largest</p>` : nothing;
  }

  #entry({ line, value, hidden }: LegendEntry): TemplateResult {
    const focus = (key: string | null) => () => this.#dispatch("line-focus", key);
    return html`<li>
      <button type="button" aria-pressed=${hidden ? "false" : "true"} title=${`${line.name}\nShow alone or with all; with Ctrl or Shift: add or take away`}
        @click=${(event: MouseEvent) => this.#dispatch<LinePick>("line-pick", { key: line.key, alone: !event.ctrlKey && !event.metaKey && !event.shiftKey })}
        @pointerenter=${focus(line.key)} @pointerleave=${focus(null)} @focus=${focus(line.key)} @blur=${focus(null)}>
        ${swatch(line)}<bdi class="name">${line.name}</bdi>
        ${hidden ? nothing : html`<span class="value">${formatValue(value, this.units[line.axis - 1]!)}</span>`}
      </button>
      ${this.links && line.client !== null ? html`<a href=${machineUrl(line.client)} title=${`Open ${line.name}`}
        aria-label=${`Open ${line.name}`}>${icon("open")}</a>` : nothing}
    </li>`;
  }

  #dispatch<T>(event: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(event, { detail }));
  }
}
