import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ApiError, sendJson } from "../api/http.ts";
import type { Machine } from "../api/types.ts";
import { tagList } from "../fleet/cells.ts";
import { LightElement } from "../shell/light-element.ts";
import { readTags } from "../shell/tags.ts";

/** The tags and the group of a machine. Admins change both in place. */
@customElement("machine-labels")
export class MachineLabels extends LightElement {
  @property({ attribute: false }) client!: Machine;
  @property({ type: Boolean }) admin = false;
  @state() private isEditing = false;
  @state() private isSaving = false;
  @state() private problem: string | null = null;
  @query("[name=tags]") private readonly tags!: HTMLInputElement | null;
  @query("[name=group]") private readonly group!: HTMLInputElement | null;
  @query(".edit") private readonly edit!: HTMLButtonElement | null;

  protected override render(): TemplateResult {
    return this.isEditing ? this.#form() : this.#shown();
  }

  #shown(): TemplateResult {
    const { tags, group } = this.client;
    const isBare = tags.length === 0 && !group;
    if (isBare && !this.admin) return html``;
    return html`<div class="machine-labels">
      ${group ? html`<span class="group"><span class="faint">Group</span> ${group}</span>` : nothing}${tagList(tags)}
      ${this.admin ? html`<button type="button" class="link-button edit" @click=${this.#open}>${isBare ? "Add tags or a group" : "Edit tags and group"}</button>` : nothing}
    </div>`;
  }

  #form(): TemplateResult {
    return html`<form class="machine-labels" @submit=${this.#save} @keydown=${this.#key}>
      <label>Tags <input name="tags" .value=${this.client.tags.join(", ")} autocomplete="off" placeholder="separated by commas"></label>
      <label>Group <input name="group" .value=${this.client.group ?? ""} autocomplete="off" placeholder="none"></label>
      <button type="submit" class="button primary" ?disabled=${this.isSaving}>${this.isSaving ? "Saving…" : "Save"}</button>
      <button type="button" class="button" @click=${this.#close}>Cancel</button>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
    </form>`;
  }

  readonly #open = async (): Promise<void> => {
    this.isEditing = true;
    this.problem = null;
    await this.updateComplete;
    this.tags?.focus();
  };

  readonly #close = async (): Promise<void> => {
    this.isEditing = false;
    await this.updateComplete;
    this.edit?.focus();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "Escape") void this.#close();
  };

  /** The live feed will bring what was saved; until then it is shown already. */
  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const change = { tags: readTags(this.tags!.value), group: this.group!.value.trim() || null };
    this.isSaving = true;
    try {
      await sendJson("PATCH", `/api/clients/${encodeURIComponent(this.client.id)}`, change);
      this.client = { ...this.client, ...change };
      this.problem = null;
      await this.#close();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem = error.message;
    } finally {
      this.isSaving = false;
    }
  };
}
