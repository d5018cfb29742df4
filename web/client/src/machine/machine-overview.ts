import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { getJson } from "../api/http.ts";
import { serverClock } from "../api/server-clock.ts";
import type { LiveReport, LiveSchema } from "../live/messages.ts";
import { spanOf, type TimeWindow } from "../time/time-window.ts";
import type { MachineFeed } from "../live/machine-feed.ts";
import { LightElement } from "../shell/light-element.ts";
import { EventMarks } from "./events/event-marks.ts";
import "./latest-values.ts";
import "./machine-events.ts";
import "./machine-section.ts";
import { Folds } from "./model/folds.ts";
import { SchemaIndex } from "./model/schema-index.ts";
import type { ShownSection } from "./model/section.ts";
import { ShortHistory } from "./model/short-history.ts";
import { sectionsOf, sectionsWithout } from "./sections/index.ts";
import "./section-list.ts";

const none: readonly string[] = [];

/**
 * A machine as it is now: a section for each kind of device that it has, then what happened lately, then every value.
 */
@customElement("machine-overview")
export class MachineOverview extends LightElement {
  @property({ attribute: false }) feed!: MachineFeed;
  @property({ attribute: false }) window!: TimeWindow;
  @property({ attribute: false }) report: LiveReport | null = null;
  /** Whether what is shown is current. */
  @property({ type: Boolean }) live = true;
  @state() private isWatching = false;
  @state() private revision = 0;
  #schema: LiveSchema | null = null;
  #index: SchemaIndex | null = null;
  #sections: ShownSection[] = [];
  #history!: ShortHistory;
  #marks!: EventMarks;
  readonly #folds = new Folds(globalThis.localStorage ?? null);
  #stop: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    const { feed } = this;
    this.#history = new ShortHistory(feed.id, { fetch: getJson, now: () => serverClock.now() });
    this.#marks = new EventMarks(feed.id, getJson);
    this.isWatching = feed.isWatching;
    this.#stop = [
      this.#folds.changed.listen(() => this.revision++),
      this.#history.loaded.listen(() => this.revision++),
      this.#marks.changed.listen(() => this.requestUpdate()),
      feed.watching.listen(() => this.#began()),
      feed.happened.listen((events) => this.#marks.add(events)),
      feed.reported.listen((report) => this.#history.append(report)),
    ];
    this.#loadMarks();
  }

  override disconnectedCallback(): void {
    for (const stop of this.#stop) stop();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has("window") && changes.get("window")) this.#loadMarks();
    const { schema } = this.feed;
    if (schema === this.#schema && this.#sections.length > 0) return;
    this.#schema = schema;
    this.#index = schema && new SchemaIndex(schema);
    this.#sections = this.#index ? sectionsOf(this.#index) : sectionsWithout();
  }

  protected override render(): TemplateResult {
    if (!this.isWatching) return html`<p class="page-message">Loading…</p>`;
    const values = this.report?.hash === this.#schema?.hash ? this.report?.values ?? null : null;
    return html`<div class="overview" ?data-stale=${!this.live}>
      <section-list .sections=${this.#sections.map(({ section }) => section)} .folds=${this.#folds}></section-list>
      <div class="sections">
        ${this.#schema ? nothing : html`<p class="notice">No report of this machine since the server started: only its past can be shown.</p>`}
        ${repeat(this.#sections, ({ section }) => section.id, (shown) => html`<machine-section .shown=${shown} .schema=${this.#index} .values=${values}
          .history=${this.#history} .folds=${this.#folds} .feed=${this.feed} .window=${this.window} .revision=${this.revision} .marks=${this.#marks.of(shown.section.events ?? none)}></machine-section>`)}
        <div class="panels">
          <machine-events .feed=${this.feed}></machine-events>
          <latest-values .feed=${this.feed} .first=${this.report}></latest-values>
        </div>
      </div>
    </div>`;
  }

  #began(): void {
    this.isWatching = true;
    this.#history.refetch();
    this.#loadMarks();
  }

  #loadMarks(): void {
    const now = serverClock.now();
    const { from, to } = spanOf(this.window, now);
    // Machines' clocks may be a little ahead.
    void this.#marks.load(from, this.window.kind === "live" ? to + 300_000 : to);
  }
}
