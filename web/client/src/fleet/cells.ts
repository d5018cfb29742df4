import { html, nothing, type TemplateResult } from "lit";
import type { Machine } from "../api/types.ts";
import { formatAge } from "../format/duration.ts";
import { formatMoment, formatUtc } from "../format/time.ts";
import { machineUrl } from "../shell/machine-url.ts";

/** How long ago a machine last reported, as its row shows it. */
export function ageOf({ lastSeen }: Machine, now: number): string {
  return lastSeen === null ? "never" : formatAge(now - lastSeen);
}

/** Online or offline, by shape, word and colour. */
export function stateMark(online: boolean): TemplateResult {
  return html`<span class="state" data-online=${online ? "yes" : "no"}>
    <span class="dot" aria-hidden="true"></span><span class="word">${online ? "Online" : "Offline"}</span></span>`;
}

export function nameCell(client: Machine): TemplateResult {
  return html`<span class="name"><a href=${machineUrl(client.id)} title=${client.name} tabindex="-1">${client.name}</a>${tagList(client.tags)}</span>`;
}

export function tagList(tags: readonly string[]): TemplateResult | typeof nothing {
  return tags.length === 0 ? nothing : html`<span class="tags" title=${tags.join(", ")}>${tags.map((tag) => html`<span class="tag">${tag}</span>`)}</span>`;
}

export function seenCell(client: Machine, now: number): TemplateResult | string {
  const time = client.lastSeen;
  if (time === null) return ageOf(client, now);
  return html`<time title=${`${formatMoment(time)} (${formatUtc(time)})`}>${ageOf(client, now)}</time>`;
}
