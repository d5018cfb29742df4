import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Machine } from "../api/types.ts";
import { LightElement } from "../shell/light-element.ts";
import { readTags, withoutTags, withTags } from "../shell/tags.ts";
import { valueOf } from "../shell/value-of.ts";

/** A change of a machine, as the API takes it. */
export interface MachineEdit { id: string; tags?: string[]; group?: string | null }

/**
 * Changes tags and group of the selected machines: of one as they are, of several by adding and removing. Dispatches
 * `machine-edit`, `machine-revoke`.
 */
@customElement("machine-editor")
export class MachineEditor extends LightElement {
  @property({ attribute: false }) clients: readonly Machine[] = [];
  @property({ attribute: false }) groups: readonly string[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private tags = "";
  @state() private group = "";

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("clients")) return;
    const before = (changed.get("clients") as readonly Machine[] | undefined) ?? [];
    // Rows are new objects with each report; only another selection resets the form.
    if (before.map(({ id }) => id).join() === this.clients.map(({ id }) => id).join()) return;
    const only = this.clients.length === 1 ? this.clients[0] : undefined;
    this.tags = only?.tags.join(", ") ?? "";
    this.group = only?.group ?? "";
  }

  protected override render(): TemplateResult | typeof nothing {
    const count = this.clients.length;
    if (count === 0) return html`<p class="lead">Select machines to change their tags or group, or to revoke them.</p>`;
    const one = count === 1;
    return html`<fieldset class="editor" ?disabled=${this.busy}>
      <legend>${one ? this.clients[0]!.name : `${count} machines`}</legend>
      <label>Tags <input class="field" type="text" maxlength="1100" spellcheck="false" placeholder="rack-1, spare" .value=${this.tags}
        @input=${(event: InputEvent) => (this.tags = valueOf(event))}></label>
      ${one ? nothing : html`<button class="button" type="button" @click=${() => this.#editTags(withTags)}>Add tags</button>
          <button class="button" type="button" @click=${() => this.#editTags(withoutTags)}>Remove tags</button>`}
      <label>Group <input class="field" type="text" maxlength="80" list="groups" spellcheck="false" placeholder="none" .value=${this.group}
        @input=${(event: InputEvent) => (this.group = valueOf(event))}></label>
      <datalist id="groups">${this.groups.map((group) => html`<option value=${group}></option>`)}</datalist>
      ${one ? html`<button class="button primary" type="button" @click=${() => this.#edit({ tags: readTags(this.tags), group: readGroup(this.group) })}>Save</button>`
        : html`<button class="button" type="button" @click=${() => this.#edit({ group: readGroup(this.group) })}>
        ${this.group.trim() === "" ? "Take out of groups" : "Put into group"}</button>`}
      <button class="button danger" type="button" @click=${() => this.dispatchEvent(new CustomEvent("machine-revoke", { bubbles: true }))}>Revoke…</button>
    </fieldset>`;
  }

  #edit(change: Omit<MachineEdit, "id">): void {
    this.#dispatch(this.clients.map(({ id }) => ({ id, ...change })));
  }

  #editTags(change: (tags: readonly string[], given: readonly string[]) => string[]): void {
    const given = readTags(this.tags);
    this.#dispatch(this.clients.map(({ id, tags }) => ({ id, tags: change(tags, given) })));
  }

  #dispatch(detail: readonly MachineEdit[]): void {
    this.dispatchEvent(new CustomEvent<readonly MachineEdit[]>("machine-edit", { detail, bubbles: true }));
  }
}

function readGroup(text: string): string | null {
  return text.trim() || null;
}
