import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ApiError, getJson } from "../../api/http.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { ProcessTable } from "../../api/types.ts";
import { formatAge, formatDuration } from "../../format/duration.ts";
import { formatMoment, formatUtc } from "../../format/time.ts";
import { LightElement } from "../../shell/light-element.ts";
import { readParameter, writeParameter } from "../../shell/page-url.ts";
import { Ticker } from "../../shell/ticker.ts";
import { valueOf } from "../../shell/value-of.ts";
import { fromLocalInput, toLocalInput } from "../../time/local-time.ts";
import { parseMoment } from "../../time/time-window.ts";
import { orders, processRow, sortProcesses, type ProcessOrder } from "./process-table.ts";

/** A table older than this at the requested time does not count, milliseconds. */
const closeMs = 60_000;

/** The processes that use a machine most: now, or at a time in the past. */
@customElement("machine-processes")
export class MachineProcesses extends LightElement {
  @property() client = "";
  /** Unix milliseconds; null: the newest table, again and again. */
  @state() private at: number | null = parseMoment(readParameter("at"));
  @state() private answer: ProcessTable | null = null;
  @state() private problem: string | null = null;
  @state() private order: ProcessOrder = orders.find(({ order }) => order === readParameter("sort"))?.order ?? "cpu";
  #load: AbortController | null = null;
  readonly #readAddress = (): void => {
    this.at = parseMoment(readParameter("at"));
  };

  constructor() {
    super();
    new Ticker(this, 10_000, () => (this.at === null ? void this.#fetch() : undefined));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#readAddress);
  }

  override disconnectedCallback(): void {
    removeEventListener("popstate", this.#readAddress);
    this.#load?.abort();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (!changes.has("at") && !changes.has("client")) return;
    this.answer = null;
    void this.#fetch();
  }

  protected override render(): TemplateResult {
    return html`<div class="panel processes">
      <div class="process-bar">
        <p class="process-time" role="status">${this.#time()}</p>
        <form @submit=${(event: Event) => event.preventDefault()}>
          <label>At <input type="datetime-local" step="1" name="at" .value=${this.at === null ? "" : toLocalInput(this.at)} @change=${this.#choose}></label>
          ${this.at === null ? nothing : html`<button type="button" class="button" @click=${() => this.#go(null)}>Newest</button>`}
        </form>
      </div>
      ${this.#content()}
    </div>`;
  }

  #time(): TemplateResult | string {
    const time = this.answer?.time ?? null;
    if (time === null) return this.at === null ? "Newest table of processes" : `Processes at ${formatMoment(this.at)}`;
    const moment = html`<time title=${formatUtc(time)}>${formatMoment(time)}</time>`;
    if (this.at === null) return html`Newest: as of ${moment} <span class="faint">(${formatAge(serverClock.now() - time)})</span>`;
    const before = this.at - time;
    return html`As of ${moment}${before > closeMs ? html`, <strong>${formatDuration(before / 1000)} before</strong> the time asked for` : nothing}`;
  }

  #content(): TemplateResult {
    if (this.problem !== null) {
      return html`<p class="list-message" role="alert">Processes cannot be shown: ${this.problem}
        <button type="button" class="button" @click=${() => void this.#fetch()}>Try again</button></p>`;
    }
    if (!this.answer) return html`<p class="list-message faint">Loading…</p>`;
    if (this.answer.time === null) {
      return html`<p class="list-message faint">${this.at === null ? "No report of this machine had a process table." : "There is no process table of that time: they are kept for a day unless the settings say otherwise."}</p>`;
    }
    if (this.answer.processes.length === 0) return html`<p class="list-message faint">The table of that time is empty.</p>`;
    return html`<div class="table-scroll" role="region" aria-label="Processes" tabindex="0"><table>
      <thead><tr><th scope="col" class="number">PID</th>${this.#head("name")}<th scope="col">User</th><th scope="col">Container</th>
        ${this.#head("cpu")}${this.#head("memoryBytes")}${this.#head("gpuMemoryBytes")}<th scope="col">Started</th></tr></thead>
      <tbody>${repeat(sortProcesses(this.answer.processes, this.order), ({ pid }) => pid, processRow)}</tbody>
    </table></div>`;
  }

  #head(order: ProcessOrder): TemplateResult {
    const { title } = orders.find((each) => each.order === order)!;
    const isSorted = order === this.order;
    return html`<th scope="col" class=${order === "name" ? "" : "number"} aria-sort=${isSorted ? (order === "name" ? "ascending" : "descending") : nothing}>
      <button type="button" @click=${() => this.#sort(order)}>${title}<span aria-hidden="true">${isSorted ? (order === "name" ? " ▴" : " ▾") : ""}</span></button></th>`;
  }

  #sort(order: ProcessOrder): void {
    this.order = order;
    writeParameter("sort", order === "cpu" ? null : order);
  }

  readonly #choose = (event: Event): void => this.#go(fromLocalInput(valueOf(event)));

  #go(at: number | null): void {
    this.at = at;
    writeParameter("at", at === null ? null : String(at));
  }

  async #fetch(): Promise<void> {
    this.#load?.abort();
    const load = new AbortController();
    this.#load = load;
    const query = this.at === null ? "" : `?at=${this.at}`;
    try {
      const answer = await getJson<ProcessTable>(`/api/clients/${encodeURIComponent(this.client)}/processes${query}`, load.signal);
      if (load !== this.#load) return;
      this.answer = answer;
      this.problem = null;
    } catch (error) {
      if (load !== this.#load || !(error instanceof ApiError)) return;
      // The table stays while newer ones are requested; its age is shown.
      if (this.answer === null) this.problem = error.message;
    }
  }
}
