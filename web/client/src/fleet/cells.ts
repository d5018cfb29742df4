import { html, nothing, type TemplateResult } from "lit";
import type { Client } from "../api/types.ts";
import { formatAge } from "../format/duration.ts";
import { formatMoment, formatUtc } from "../format/time.ts";

/** How long ago a machine was heard of, as its row says it. */
export function ageOf({ lastSeen }: Client, now: number): string {
  return lastSeen === null ? "never" : formatAge(now - lastSeen);
}

/** Online or offline: told by shape, word and colour. */
export function stateMark(online: boolean): TemplateResult {
  return html`<span class="state" data-online=${online ? "yes" : "no"}>
    <span class="dot" aria-hidden="true"></span><span class="word">${online ? "Online" : "Offline"}</span></span>`;
}

export function machineUrl(id: string): string {
  return `/machines/${encodeURIComponent(id)}`;
}

export function nameCell(client: Client): TemplateResult {
  return html`<span class="name"><a href=${machineUrl(client.id)} title=${client.name} tabindex="-1">${client.name}</a>${tagList(client.tags)}</span>`;
}

export function tagList(tags: readonly string[]): TemplateResult | typeof nothing {
  return tags.length === 0 ? nothing : html`<span class="tags" title=${tags.join(", ")}>${tags.map((tag) => html`<span class="tag">${tag}</span>`)}</span>`;
}

export function seenCell(client: Client, now: number): TemplateResult | string {
  const time = client.lastSeen;
  if (time === null) return ageOf(client, now);
  return html`<time title=${`${formatMoment(time)} (${formatUtc(time)})`}>${ageOf(client, now)}</time>`;
}
