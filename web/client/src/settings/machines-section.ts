import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { ApiError, getJson, sendJson } from "../api/http.ts";
import { serverClock } from "../api/server-clock.ts";
import type { Machine, Registration } from "../api/types.ts";
import { formatAge } from "../format/duration.ts";
import { formatMoment, formatUtc } from "../format/time.ts";
import { liveConnection } from "../live/connection.ts";
import { FleetFeed } from "../live/fleet-feed.ts";
import { icon } from "../shell/icons.ts";
import { LightElement } from "../shell/light-element.ts";
import { machineUrl } from "../shell/machine-url.ts";
import { readParameter, writeParameter } from "../shell/page-url.ts";
import { valueOf } from "../shell/value-of.ts";
import { isAdmin } from "../shell/viewer.ts";
import { confirmed } from "./confirm.ts";
import "./machine-editor.ts";
import type { MachineEdit } from "./machine-editor.ts";
import { foundMachines, groupsOf } from "./machine-rows.ts";
import { Saving } from "./saving.ts";

/** Rows that are shown at first, and more with each click. */
const atOnce = 200;

/** The registered machines: tags, groups, when each enrolled; and revoking them. */
@customElement("machines-section")
export class MachinesSection extends LightElement {
  /** Where rows come from; the page's own hub unless set. */
  feed?: Pick<FleetFeed, "clients" | "changed">;
  @state() private enrolled: ReadonlyMap<string, number> = new Map();
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private search = readParameter("q") ?? "";
  @state() private most = atOnce;
  readonly #saving = new Saving(this);
  #stop: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.feed ??= new FleetFeed(liveConnection());
    this.#stop = this.feed.changed.listen(() => this.#changed());
    void this.#loadEnrolled();
  }

  override disconnectedCallback(): void {
    this.#stop();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const clients = this.feed?.clients;
    if (!clients) return html`<p class="page-message">Loading machines…</p>`;
    if (clients.size === 0) return html`<p class="page-message">No machines yet: <a href="/settings/enrolment">enrol the first one</a>.</p>`;
    const found = foundMachines(clients.values(), this.search);
    const admin = isAdmin();
    return html`<div class="toolbar"><h2>${found.length === clients.size ? `${clients.size} machines` : `${found.length} of ${clients.size} machines`}</h2>
        <label class="search">${icon("search")}<span class="visually-hidden">Search machines</span><input type="search" placeholder="Name, tag or group"
          autocomplete="off" spellcheck="false" .value=${this.search} @input=${this.#searchFor}></label></div>
      ${admin ? html`<machine-editor .clients=${this.#selection(clients)} .groups=${groupsOf(clients.values())} .busy=${this.#saving.busy}
        @machine-edit=${this.#edit} @machine-revoke=${this.#revoke}></machine-editor><p class="actions">${this.#saving.render()}</p>` : nothing}
      <div class="table-frame"><table class="settings-table machines">
        <thead><tr>${admin ? html`<th scope="col"><input type="checkbox" aria-label="Select all that are found"
            .checked=${found.length > 0 && found.every(({ id }) => this.selected.has(id))} @change=${() => this.#selectAll(found)}></th>` : nothing}
          <th scope="col">Machine</th><th scope="col">Group</th><th scope="col">Tags</th><th scope="col">Enrolled</th><th scope="col">Last seen</th></tr></thead>
        <tbody>${repeat(found.slice(0, this.most), ({ id }) => id, (client) => this.#row(client, admin))}</tbody>
      </table>
      ${found.length === 0 ? html`<p class="page-message">No machine matches “${this.search}”.</p>` : nothing}</div>
      ${found.length > this.most ? html`<p class="actions"><button class="button" type="button" @click=${() => (this.most += 5 * atOnce)}>
        Show more of the ${found.length - this.most} others</button></p>` : nothing}`;
  }

  #row(client: Machine, admin: boolean): TemplateResult {
    const { id, name, group, tags, lastSeen } = client;
    const enrolled = this.enrolled.get(id);
    return html`<tr data-client=${id} class=${this.selected.has(id) ? "selected" : ""}>
      ${admin ? html`<td><input type="checkbox" aria-label="Select ${name}" .checked=${this.selected.has(id)} @change=${() => this.#toggle(id)}></td>` : nothing}
      <th scope="row"><a href=${machineUrl(id)} title=${name}>${name}</a></th>
      <td class="text" title=${group ?? ""}>${group ?? html`<span class="faint">none</span>`}</td>
      <td><span class="tags">${tags.map((tag) => html`<span class="tag" title=${tag}>${tag}</span>`)}</span></td>
      <td class="when">${enrolled === undefined ? "" : html`<time title=${formatUtc(enrolled)}>${formatMoment(enrolled)}</time>`}</td>
      <td class="when">${lastSeen === null ? "never" : formatAge(serverClock.now() - lastSeen)}</td>
    </tr>`;
  }

  #selection(clients: ReadonlyMap<string, Machine>): Machine[] {
    return [...this.selected].map((id) => clients.get(id)).filter((client) => client !== undefined);
  }

  #toggle(id: string): void {
    const selected = new Set(this.selected);
    if (!selected.delete(id)) selected.add(id);
    this.selected = selected;
  }

  #selectAll(found: readonly Machine[]): void {
    const all = found.every(({ id }) => this.selected.has(id));
    this.selected = all ? new Set() : new Set(found.map(({ id }) => id));
  }

  readonly #edit = ({ detail: edits }: CustomEvent<readonly MachineEdit[]>): void => {
    void this.#saving.run(async () => {
      for (const { id, ...change } of edits) await sendJson("PATCH", `/api/clients/${encodeURIComponent(id)}`, change);
    }, edits.length === 1 ? "Saved." : `${edits.length} machines changed.`);
  };

  readonly #revoke = async (): Promise<void> => {
    const clients = this.#selection(this.feed!.clients!);
    const what = clients.length === 1 ? clients[0]!.name : `${clients.length} machines`;
    const consequence = clients.length === 1
      ? "Its agent is refused from now on, and it leaves the fleet. Its history stays. To bring it back, it must be enrolled again."
      : "Their agents are refused from now on, and they leave the fleet. Their history stays. To bring one back, it must be enrolled again.";
    if (!(await confirmed(`Revoke ${what}?`, consequence, "Revoke"))) return;
    await this.#saving.run(async () => {
      for (const { id } of clients) await sendJson("DELETE", `/api/clients/${encodeURIComponent(id)}`);
    }, `${what} revoked.`);
  };

  readonly #searchFor = (event: Event): void => {
    this.search = valueOf(event);
    this.most = atOnce;
    writeParameter("q", this.search);
  };

  /** Machines that are gone are no longer selected; one that is new has a time of enrolment. */
  #changed(): void {
    const clients = this.feed!.clients!;
    if ([...this.selected].some((id) => !clients.has(id))) this.selected = new Set([...this.selected].filter((id) => clients.has(id)));
    if ([...clients.keys()].some((id) => !this.enrolled.has(id)) && this.enrolled.size > 0) void this.#loadEnrolled();
    this.requestUpdate();
  }

  async #loadEnrolled(): Promise<void> {
    try {
      const registrations = await getJson<Registration[]>("/api/registrations");
      this.enrolled = new Map(registrations.map(({ id, enrolledAt }) => [id, enrolledAt]));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the column stays empty; the next change of the fleet asks again
    }
  }
}
