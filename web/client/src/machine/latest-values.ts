import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { serverClock } from "../api/server-clock.ts";
import { formatAge } from "../format/duration.ts";
import { formatUtc } from "../format/time.ts";
import { formatValue, unitOf } from "../format/unit.ts";
import type { MachineFeed } from "../live/machine-feed.ts";
import type { LiveReport, ProgramReport } from "../live/messages.ts";
import { LightElement } from "../shell/light-element.ts";
import { Ticker } from "../shell/ticker.ts";
import { groupLatest, labelText, programRows, type LatestRow } from "./latest-groups.ts";

/** Values of a program that are older than this are greyed, milliseconds. */
const staleAfter = 300_000;

/**
 * Every value of the newest report by group, then those of each program that pushes samples of the machine; counters as their rate per
 * second. Only open groups have rows.
 */
@customElement("latest-values")
export class LatestValues extends LightElement {
  @property({ attribute: false }) feed!: Pick<MachineFeed, "schema" | "reported" | "programs" | "programsChanged">;
  /** The newest report when this element was created. */
  @property({ attribute: false }) first: LiveReport | null = null;
  @state() private report: LiveReport | null = null;
  @state() private open: ReadonlySet<string> = new Set();
  #stop: (() => void)[] = [];

  constructor() {
    super();
    new Ticker(this, 5000, () => this.feed.programs.length > 0 && this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = [
      this.feed.reported.listen((report) => (this.report = report)),
      this.feed.programsChanged.listen(() => this.requestUpdate()),
    ];
  }

  override disconnectedCallback(): void {
    for (const stop of this.#stop) stop();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const { schema } = this.feed;
    const report = this.report ?? this.first;
    const groups = schema && report?.hash === schema.hash ? groupLatest(schema, report) : null;
    return html`<h2>Latest values</h2>
      ${groups ? repeat(groups, ([name]) => name, ([name, rows]) => this.#group(name, rows))
        : html`<p class="faint">No report since this page was opened.</p>`}
      ${repeat(this.feed.programs, ({ program }) => program, (each) => this.#program(each))}`;
  }

  #program(report: ProgramReport): TemplateResult {
    const age = serverClock.now() - report.time;
    const note = html`<time title=${formatUtc(report.time)}>${formatAge(age)}</time>`;
    return this.#group(report.program, programRows(report), note, age > staleAfter);
  }

  #group(name: string, rows: LatestRow[], note?: TemplateResult, isStale = false): TemplateResult {
    const key = note ? `program ${name}` : name;
    const isOpen = this.open.has(key);
    return html`<details ?open=${isOpen} ?data-stale=${isStale} data-program=${note ? name : nothing} @toggle=${(event: Event) => this.#toggle(key, event)}>
      <summary>${note ? html`Program <b>${name}</b>` : name}<span class="faint">${rows.length}${note ? html` · ${note}` : nothing}</span></summary>
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
