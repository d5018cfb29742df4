import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { getJson, sendJson } from "../../api/http.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { ProgramToken } from "../../api/types.ts";
import { formatAge } from "../../format/duration.ts";
import { formatDate, formatUtc } from "../../format/time.ts";
import { confirmed } from "../../settings/confirm.ts";
import { Saving } from "../../settings/saving.ts";
import { LightElement } from "../../shell/light-element.ts";

const lifetimes = [["1 day", 1], ["30 days", 30], ["1 year", 365], ["5 years", 1825]] as const;
const daySeconds = 86_400;

interface Made { name: string; token: string }

/** The tokens of the programs that push samples of a machine: makes, lists and revokes them. For admins. */
@customElement("program-tokens")
export class ProgramTokens extends LightElement {
  @property() client = "";
  @state() private tokens: ProgramToken[] | null = null;
  @state() private made: Made | null = null;
  @state() private isCopied = false;
  readonly #saving = new Saving(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#saving.run(() => this.#load(), "");
  }

  protected override render(): TemplateResult {
    const tokens = this.tokens ?? [];
    return html`<h2>Programs</h2>
      <p class="lead">A program with a token can push samples of this machine, and do nothing else. Each program is a source of its own: it
        changes nothing of what the machine's agent reports.</p>
      <form class="enrol" @submit=${this.#make}>
        <label>Program <input class="field" name="name" type="text" maxlength="50" required spellcheck="false" autocomplete="off" placeholder="room-sensors"></label>
        <label>Good for <select class="field" name="days">${lifetimes.map(([name, days]) => html`
          <option value=${days} ?selected=${days === 365}>${name}</option>`)}</select></label>
        <button class="button primary" ?disabled=${this.#saving.busy}>Make a token</button>${this.#saving.render()}
      </form>
      ${this.made ? this.#secret(this.made) : nothing}
      ${tokens.length === 0 ? nothing : html`<div class="table-frame"><table class="settings-table">
        <thead><tr><th>Program</th><th>Made</th><th>Expires</th><th>Last used</th><th></th></tr></thead>
        <tbody>${tokens.map((each) => this.#row(each))}</tbody></table></div>`}`;
  }

  #secret({ name, token }: Made): TemplateResult {
    const header = `Authorization: Bearer ${token}`;
    return html`<section class="commands" aria-label="Token">
      <p>The token of ${name} is shown only this once. Its requests to <code>/api/metrics</code> on the agents' port need this header:</p>
      <div class="command"><pre tabindex="0">${header}</pre>
        <button class="button" type="button" @click=${() => void this.#copy(header)}>${this.isCopied ? "Copied ✓" : "Copy"}</button></div>
    </section>`;
  }

  #row(token: ProgramToken): TemplateResult {
    const now = serverClock.now();
    return html`<tr data-token=${token.id}>
      <th scope="row">${token.name}</th>
      <td>${day(token.createdAt)}${token.createdBy === null ? nothing : html` by ${token.createdBy}`}</td>
      <td>${token.expiresAt <= now ? "expired " : nothing}${day(token.expiresAt)}</td>
      <td>${token.lastUsed === null ? "never" : html`<time title=${formatUtc(token.lastUsed)}>${formatAge(now - token.lastUsed)}</time>`}</td>
      <td><button class="button" type="button" ?disabled=${this.#saving.busy} @click=${() => void this.#revoke(token)}>Revoke</button></td></tr>`;
  }

  readonly #make = (event: SubmitEvent): void => {
    event.preventDefault();
    const target = event.target as HTMLFormElement;
    const form = new FormData(target);
    const name = String(form.get("name")).trim();
    void this.#saving.run(async () => {
      const lifetimeSeconds = Number(form.get("days")) * daySeconds;
      const { token } = await sendJson<{ token: string }>("POST", this.#address(), { name, lifetimeSeconds });
      this.made = { name, token };
      this.isCopied = false;
      target.reset();
      await this.#load();
    }, "");
  };

  async #revoke(token: ProgramToken): Promise<void> {
    const consequence = "What the program pushes is refused from now on. What it has pushed stays.";
    if (!await confirmed(`Revoke the token of ${token.name}?`, consequence, "Revoke")) return;
    await this.#saving.run(async () => {
      await sendJson<void>("DELETE", `${this.#address()}/${encodeURIComponent(token.id)}`);
      if (this.made?.name === token.name) this.made = null;
      await this.#load();
    }, "Revoked.");
  }

  async #copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.isCopied = true;
  }

  async #load(): Promise<void> {
    this.tokens = await getJson<ProgramToken[]>(this.#address());
  }

  #address(): string {
    return `/api/clients/${encodeURIComponent(this.client)}/tokens`;
  }
}

function day(time: number): TemplateResult {
  return html`<time title=${formatUtc(time)}>${formatDate(time)}</time>`;
}
