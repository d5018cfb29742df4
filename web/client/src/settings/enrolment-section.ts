import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { sendJson } from "../api/http.ts";
import { serverClock } from "../api/server-clock.ts";
import { formatClock, formatMoment, formatUtc } from "../format/time.ts";
import { liveConnection } from "../live/connection.ts";
import { FleetFeed } from "../live/fleet-feed.ts";
import { LightElement } from "../shell/light-element.ts";
import { machineUrl } from "../shell/machine-url.ts";
import { isAdmin } from "../shell/viewer.ts";
import { Arrivals, type Arrival } from "./arrivals.ts";
import { installCommands, type InstallCommand } from "./install-commands.ts";
import { groupsOf } from "./machine-rows.ts";
import "./enrolment-tokens.ts";
import type { EnrolmentTokens } from "./enrolment-tokens.ts";
import { Saving } from "./saving.ts";
import { readTags } from "../shell/tags.ts";

const lifetimes = [["15 minutes", 900], ["1 hour", 3600], ["1 day", 86_400], ["7 days", 604_800], ["30 days", 2_592_000]] as const;

interface Made { url: string; expires: number; uses: number }

/** Lets machines in: makes a command with a fresh token, and shows the machines as they come. */
@customElement("enrolment-section")
export class EnrolmentSection extends LightElement {
  /** Where rows come from; the page's own hub unless set. */
  feed?: Pick<FleetFeed, "clients" | "changed">;
  @state() private made: Made | null = null;
  @state() private copied: string | null = null;
  #arrivals: Arrivals | null = null;
  readonly #saving = new Saving(this);
  #stop: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.feed ??= new FleetFeed(liveConnection());
    this.#stop = this.feed.changed.listen(() => {
      this.#arrivals ??= new Arrivals(this.feed!.clients!.keys());
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    this.#stop();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    if (!isAdmin()) return html`<h2>Enrolment</h2><p class="lead">Administrators make the command that brings a machine into the fleet.</p>${this.#arrived()}`;
    return html`<h2>Enrol machines</h2>
      <p class="lead">Makes a command with a token. It is shown only this once. Anyone who has it can enrol machines until it is used up or expires.</p>
      <form class="enrol" @submit=${this.#make}>
        <label>Machines <input class="field number" name="uses" type="number" min="1" max="10000" step="1" value="1" required></label>
        <label>Good for <select class="field" name="lifetime">${lifetimes.map(([name, seconds]) => html`
          <option value=${seconds} ?selected=${seconds === 3600}>${name}</option>`)}</select></label>
        <label>Tags <input class="field" name="tags" type="text" spellcheck="false" placeholder="rack-1, spare"></label>
        <label>Group <input class="field" name="group" type="text" maxlength="80" list="enrol-groups" spellcheck="false" placeholder="none"></label>
        <datalist id="enrol-groups">${groupsOf(this.feed?.clients?.values() ?? []).map((group) => html`<option value=${group}></option>`)}</datalist>
        <button class="button primary" ?disabled=${this.#saving.busy}>Make the command</button>${this.#saving.render()}
      </form>
      ${this.made ? this.#commands(this.made) : nothing}${this.#arrived()}
      <enrolment-tokens></enrolment-tokens>`;
  }

  #commands({ url, expires, uses }: Made): TemplateResult {
    return html`<section class="commands" aria-label="Commands">
      <p>Good for ${uses === 1 ? "one machine" : `${uses} machines`}, until <time title=${formatUtc(expires)}>${formatMoment(expires)}</time>.
        Run one of these on the machine:</p>
      ${installCommands(url).map((each) => this.#command(each))}
    </section>`;
  }

  #command({ title, where, command }: InstallCommand): TemplateResult {
    return html`<h3>${title} <span class="faint">${where}</span></h3>
      <div class="command"><pre tabindex="0">${command}</pre>
        <button class="button" type="button" aria-label="Copy: ${title}" @click=${() => void this.#copy(command)}>${this.copied === command ? "Copied ✓" : "Copy"}</button></div>`;
  }

  #arrived(): TemplateResult | typeof nothing {
    const clients = this.feed?.clients;
    const came = clients && this.#arrivals ? this.#arrivals.of(clients) : [];
    if (came.length === 0) return this.made ? html`<p class="arrivals waiting" role="status">Waiting for the first machine…</p>` : nothing;
    return html`<section class="arrivals" aria-label="Machines that came"><h3>Since this page was opened</h3>
      <div role="status"><ul>${came.map((each) => html`<li data-client=${each.client.id}>${sentence(each)}</li>`)}</ul></div></section>`;
  }

  readonly #make = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const uses = Number(form.get("uses"));
    const lifetimeSeconds = Number(form.get("lifetime"));
    const group = String(form.get("group")).trim() || null;
    void this.#saving.run(async () => {
      const { url } = await sendJson<{ url: string }>("POST", "/api/enrollment-tokens", { uses, lifetimeSeconds, tags: readTags(String(form.get("tags"))), group });
      this.made = { url, uses, expires: serverClock.now() + lifetimeSeconds * 1000 };
      this.copied = null;
      void this.querySelector<EnrolmentTokens>("enrolment-tokens")?.load();
    }, "");
  };

  async #copy(command: string): Promise<void> {
    await navigator.clipboard.writeText(command);
    this.copied = command;
  }
}

function sentence({ client: { id, name }, first }: Arrival): TemplateResult {
  return html`<a href=${machineUrl(id)}>${name}</a> has enrolled,
    ${first === null ? "waiting for its first report…" : html`first report <time title=${formatUtc(first)}>${formatClock(first)}</time>`}`;
}
