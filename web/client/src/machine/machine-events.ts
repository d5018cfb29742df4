import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ApiError, getJson } from "../api/http.ts";
import { serverClock } from "../api/server-clock.ts";
import type { EventList, MachineEvent } from "../api/types.ts";
import { formatRecent, formatUtc } from "../format/time.ts";
import type { MachineFeed } from "../live/machine-feed.ts";
import { LightElement } from "../shell/light-element.ts";
import { labelText } from "./latest-groups.ts";
import { newest } from "./newest-events.ts";

const shown = 20;

/** What happened on a machine lately, newest first; what happens now comes in by itself. */
@customElement("machine-events")
export class MachineEvents extends LightElement {
  @property({ attribute: false }) feed!: Pick<MachineFeed, "id" | "isWatching" | "watching" | "happened">;
  @state() private events: readonly MachineEvent[] | null = null;
  @state() private problem: string | null = null;
  #stop: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = [
      this.feed.watching.listen(() => void this.#load()),
      this.feed.happened.listen((events) => (this.events = newest(this.events ?? [], events, shown))),
    ];
    if (this.feed.isWatching) void this.#load();
  }

  override disconnectedCallback(): void {
    for (const stop of this.#stop) stop();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`<h2>Events</h2>${this.#content()}`;
  }

  #content(): TemplateResult {
    if (this.problem && !this.events) return html`<p class="faint">Events cannot be shown: ${this.problem}</p>`;
    if (!this.events) return html`<p class="faint">Loading…</p>`;
    if (this.events.length === 0) return html`<p class="faint">Nothing happened in the last 7 days.</p>`;
    return html`<table class="latest"><tbody>${repeat(this.events, ({ id }) => id, eventRow)}</tbody></table>`;
  }

  async #load(): Promise<void> {
    try {
      const { events } = await getJson<EventList>(`/api/events?client=${encodeURIComponent(this.feed.id)}&limit=${shown}`);
      this.events = newest(this.events ?? [], events, shown);
      this.problem = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = error.message;
    }
  }
}

function eventRow({ time, severity, kind, subject, message }: MachineEvent): TemplateResult {
  return html`<tr data-kind=${kind}>
    <td class="when" title=${formatUtc(time)}>${formatRecent(time, serverClock.now())}</td>
    <td class="severity" data-severity=${severity}>${severity}</td>
    <td class="message">${message} <span class="faint">${labelText(subject)}</span></td>
  </tr>`;
}
