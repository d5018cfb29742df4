import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ApiError, getJson, sendJson } from "../api/http.ts";
import { formatAge } from "../format/duration.ts";
import { formatMoment, formatUtc } from "../format/time.ts";
import { LightElement } from "../shell/light-element.ts";
import { viewer } from "../shell/viewer.ts";
import type { Session } from "../api/types.ts";

/** The user's own sessions, which can be ended here. */
@customElement("account-view")
export class AccountView extends LightElement {
  @state() private sessions: readonly Session[] | null = null;
  @state() private problem = "";
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#change(async () => {});
  }

  protected override render(): TemplateResult {
    const sessions = this.sessions;
    if (!sessions) return html`<p class="page-message">${this.problem || "Loading…"}</p>`;
    const others = sessions.filter(({ isCurrent }) => !isCurrent);
    return html`<div class="toolbar"><h2>Sessions of ${viewer().user}</h2>
        ${this.problem ? html`<span class="outcome" role="alert" data-kind="failed">${this.problem}</span>` : nothing}
        ${others.length > 0 ? html`<button class="button danger" type="button" ?disabled=${this.busy}
          @click=${() => void this.#end(others)}>End all other sessions</button>` : nothing}</div>
      <div class="table-frame" role="region" aria-label="Sessions" tabindex="0"><table class="settings-table sessions">
        <thead><tr><th scope="col">Browser or program</th><th scope="col">From</th><th scope="col">Logged in</th>
          <th scope="col">Last seen</th><td></td></tr></thead>
        <tbody>${sessions.map((session) => this.#row(session))}</tbody>
      </table></div>
      <p class="faint">A session ends 14 days after its last request. A new password ends all of them.</p>`;
  }

  #row(session: Session): TemplateResult {
    const { program, address, startedAt, lastSeen, isCurrent } = session;
    return html`<tr>
      <th scope="row" class="program" title=${program}>${program || "unknown"}</th><td>${address}</td>
      <td class="when"><time title=${formatUtc(startedAt)}>${formatMoment(startedAt)}</time></td>
      <td class="when">${isCurrent ? "this session"
        : html`<time title=${formatUtc(lastSeen)}>${formatAge(Date.now() - lastSeen)}</time>`}</td>
      <td class="number">${isCurrent ? nothing : html`<button class="button" type="button" ?disabled=${this.busy}
        @click=${() => void this.#end([session])}>End</button>`}</td>
    </tr>`;
  }

  #end(sessions: readonly Session[]): Promise<void> {
    return this.#change(async () => {
      for (const { id } of sessions) await sendJson("DELETE", `/api/sessions/${id}`).catch(ignoreGone);
    });
  }

  /** Does something, then lists what there is now. */
  async #change(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await work();
      this.sessions = await getJson<Session[]>("/api/sessions");
      this.problem = "";
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = error.message;
    } finally {
      this.busy = false;
    }
  }
}

/** A session that has ended meanwhile is no problem. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 404) throw error;
}
