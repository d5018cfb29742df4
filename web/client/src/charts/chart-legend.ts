import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { formatValue, type Unit } from "../format/unit.ts";
import { LightElement } from "../shell/light-element.ts";
import type { DrawnLine } from "./chart-model.ts";
import type { Point } from "./frame.ts";
import { seriesColour } from "./palette.ts";

export interface LegendEntry {
  line: DrawnLine;
  value: Point;
  hidden: boolean;
}

/**
 * Names the lines of a chart with their values. A press on one shows it alone (`line-isolate`, its key; again: all),
 * pointing at one brings it forward (`line-focus`, its key or null).
 */
@customElement("chart-legend")
export class ChartLegend extends LightElement {
  @property({ attribute: false }) entries: readonly LegendEntry[] = [];
  @property() unit: Unit = "count";

  protected override render(): TemplateResult {
    return html`<ul>${repeat(this.entries, ({ line }) => line.key, (entry) => this.#entry(entry))}</ul>`;
  }

  #entry({ line, value, hidden }: LegendEntry): TemplateResult {
    const focus = (key: string | null) => () => this.#tell("line-focus", key);
    return html`<li>
      <button type="button" aria-pressed=${hidden ? "false" : "true"} title=${`${line.name}: show alone or with all`}
        @click=${() => this.#tell("line-isolate", line.key)}
        @pointerenter=${focus(line.key)} @pointerleave=${focus(null)} @focus=${focus(line.key)} @blur=${focus(null)}>
        ${swatch(line)}<span class="name">${line.name}</span>
        ${hidden ? nothing : html`<span class="value">${formatValue(value, this.unit)}</span>`}
      </button>
    </li>`;
  }

  #tell(event: string, key: string | null): void {
    this.dispatchEvent(new CustomEvent<string | null>(event, { detail: key }));
  }
}

/** The line's own stroke, so that dashes tell apart what colours may not. */
function swatch({ colour, query }: DrawnLine): TemplateResult {
  const style = query.style ?? "solid";
  return html`<svg class="swatch ${style} series-${seriesColour(colour)}" viewBox="0 0 16 8" aria-hidden="true">
    <path d="M0 4h16"></path>
  </svg>`;
}
