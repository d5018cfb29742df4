import { html, nothing, svg, type TemplateResult } from "lit";
import type { Client } from "../api/types.ts";
import { formatAge } from "../format/duration.ts";
import { formatMoment, formatUtc } from "../format/time.ts";
import { formatValue, unknown } from "../format/unit.ts";
import { columns, type Column } from "./columns.ts";
import { levelOf, type Thresholds } from "./level.ts";

/** A machine's row; `now` is the time by the server's clock. */
export function fleetRow(client: Client, now: number): TemplateResult {
  return html`<tr data-client=${client.id} class=${client.online ? "" : "offline"}>
    ${columns.map((column) => cell(column, client, now))}
  </tr>`;
}

function cell(column: Column, client: Client, now: number): TemplateResult {
  const narrow = column.wide ? "wide" : "";
  switch (column.id) {
    case "state": return html`<td>${stateMark(client.online)}</td>`;
    case "name": return html`<th scope="row">${name(client)}</th>`;
    case "seen": return html`<td class="number">${seen(client, now)}</td>`;
  }
  const value = column.value(client) as number | null;
  const text = formatValue(value, column.unit!);
  if (!column.meter) return html`<td class="number ${narrow}">${text}</td>`;
  return html`<td class="number metered">${value === null ? text : meter(value, text, column.meter)}</td>`;
}

/** How long ago a machine was heard of, as its row says it. */
export function ageOf({ lastSeen }: Client, now: number): string {
  return lastSeen === null ? "never" : formatAge(now - lastSeen);
}

/** Online or offline: told by shape, word and colour. */
export function stateMark(online: boolean): TemplateResult {
  return html`<span class="state" data-online=${online ? "yes" : "no"}>
    <span class="dot" aria-hidden="true"></span>${online ? "Online" : "Offline"}</span>`;
}

function name(client: Client): TemplateResult {
  return html`<a href="/machines/${encodeURIComponent(client.id)}" title=${client.name}>${client.name}</a>${tagList(client.tags)}`;
}

export function tagList(tags: readonly string[]): TemplateResult | typeof nothing {
  return tags.length === 0 ? nothing : html`<span class="tags">${tags.map((tag) => html`<span class="tag">${tag}</span>`)}</span>`;
}

function seen(client: Client, now: number): TemplateResult | string {
  const time = client.lastSeen;
  if (time === null) return ageOf(client, now);
  return html`<time title=${`${formatMoment(time)} (${formatUtc(time)})`}>${ageOf(client, now)}</time>`;
}

/** A ratio with its bar; from hot on, a mark says so beside the colour. */
export function meter(ratio: number, text: string, thresholds: Thresholds): TemplateResult {
  const level = levelOf(ratio, thresholds);
  const mark = level === "hot" || level === "critical" ? svg`<path d="M4 1 7.5 7h-7Z"/>` : nothing;
  const label = level === "normal" ? nothing : html`<span class="visually-hidden"> (${level})</span>`;
  return html`<span class="meter ${level}">
    <svg class="mark" viewBox="0 0 8 8" aria-hidden="true">${mark}</svg><span>${text}</span>${label}
    <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="4" class="rail"></rect>
      <rect width=${Math.min(100, Math.max(0, ratio * 100)).toFixed(1)} height="4" class="level"></rect>
    </svg>
  </span>`;
}

/** What an unknown figure of a machine looks like, in a header as in a cell. */
export function figure(value: number | null, text: string, thresholds?: Thresholds): TemplateResult | string {
  if (value === null) return unknown;
  return thresholds ? meter(value, text, thresholds) : text;
}
