import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { getJson, sendJson } from "../api/http.ts";
import type { EnrollmentToken } from "../api/types.ts";
import { formatMoment, formatUtc } from "../format/time.ts";
import { LightElement } from "../shell/light-element.ts";
import { confirmed } from "./confirm.ts";
import { Saving } from "./saving.ts";

/** The enrolment tokens that may still be used; each can be revoked. For admins. */
@customElement("enrolment-tokens")
export class EnrolmentTokens extends LightElement {
  @state() private tokens: EnrollmentToken[] | null = null;
  readonly #saving = new Saving(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  /** Reads the list again: after a token was made, for example. */
  async load(): Promise<void> {
    await this.#saving.run(async () => {
      this.tokens = await getJson<EnrollmentToken[]>("/api/enrollment-tokens");
    }, "");
  }

  protected override render(): TemplateResult {
    const tokens = this.tokens ?? [];
    return html`${tokens.length === 0 ? nothing : html`<h3>Tokens that may still be used</h3>
      <div class="table-frame"><table class="settings-table"><thead><tr><th>Made</th><th class="number">Machines left</th><th>Tags</th><th>Group</th><th>Expires</th><th></th></tr></thead>
        <tbody>${tokens.map((each) => this.#row(each))}</tbody></table></div>`}${this.#saving.render()}`;
  }

  #row(token: EnrollmentToken): TemplateResult {
    const made = token.createdAt === null ? "unknown" : html`<time title=${formatUtc(token.createdAt)}>${formatMoment(token.createdAt)}</time>`;
    return html`<tr data-token=${token.id}>
      <th scope="row">${made}${token.createdBy === null ? nothing : html` by ${token.createdBy}`}</th>
      <td class="number">${token.usesLeft}</td><td>${token.tags.join(", ")}</td><td>${token.group ?? ""}</td>
      <td><time title=${formatUtc(token.expiresAt)}>${formatMoment(token.expiresAt)}</time></td>
      <td><button class="button" type="button" ?disabled=${this.#saving.busy} @click=${() => void this.#revoke(token)}>Revoke</button></td></tr>`;
  }

  async #revoke(token: EnrollmentToken): Promise<void> {
    const left = token.usesLeft === 1 ? "the machine" : `the ${token.usesLeft} machines`;
    if (!await confirmed("Revoke this token?", `It cannot enrol ${left} that it is still good for. Machines that enrolled with it stay.`, "Revoke")) return;
    await this.#saving.run(async () => {
      await sendJson<void>("DELETE", `/api/enrollment-tokens/${encodeURIComponent(token.id)}`);
      this.tokens = await getJson<EnrollmentToken[]>("/api/enrollment-tokens");
    }, "Revoked.");
  }
}
