import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { formatValue, unitOf } from "../format/unit.ts";
import type { MachineFeed } from "../live/machine-feed.ts";
import type { LiveReport } from "../live/messages.ts";
import { LightElement } from "../shell/light-element.ts";
import { groupLatest, labelText, type LatestRow } from "./latest-groups.ts";

/** Every value of the newest report, by group; counters as their rate per second. Only open groups have rows. */
@customElement("latest-values")
export class LatestValues extends LightElement {
  @property({ attribute: false }) feed!: Pick<MachineFeed, "schema" | "reported">;
  /** The newest report when this element was created. */
  @property({ attribute: false }) first: LiveReport | null = null;
  @state() private report: LiveReport | null = null;
  @state() private open: ReadonlySet<string> = new Set();
  #stop: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.feed.reported.listen((report) => (this.report = report));
  }

  override disconnectedCallback(): void {
    this.#stop();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { schema } = this.feed;
    const report = this.report ?? this.first;
    const groups = schema && report?.hash === schema.hash ? groupLatest(schema, report) : null;
    return html`<h2>Latest values</h2>
      ${groups ? repeat(groups, ([name]) => name, ([name, rows]) => this.#group(name, rows))
        : html`<p class="faint">No report since this page was opened.</p>`}`;
  }

  #group(name: string, rows: LatestRow[]): TemplateResult {
    const isOpen = this.open.has(name);
    return html`<details ?open=${isOpen} @toggle=${(event: Event) => this.#toggle(name, event)}>
      <summary>${name}<span class="faint">${rows.length}</span></summary>
      ${isOpen ? html`<table class="latest"><tbody>${rows.map(latestRow)}</tbody></table>` : nothing}
    </details>`;
  }

  #toggle(name: string, event: Event): void {
    const open = new Set(this.open);
    if ((event.target as HTMLDetailsElement).open) open.add(name);
    else open.delete(name);
    this.open = open;
  }
}

function latestRow({ series: { metric, labels, unit, kind }, value }: LatestRow): TemplateResult {
  const perSecond = kind === "counter";
  const shown = unitOf(metric, unit, perSecond);
  const suffix = perSecond && value !== null && shown === "count" ? " /s" : "";
  return html`<tr>
    <th scope="row">${metric} <span class="faint">${labelText(labels)}</span></th>
    <td class="number">${formatValue(value, shown)}${suffix}</td>
  </tr>`;
}
