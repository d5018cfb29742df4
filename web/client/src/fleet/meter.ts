import { html, nothing, svg, type TemplateResult } from "lit";
import { unknown } from "../format/unit.ts";
import { levelOf, type Level, type Thresholds } from "./level.ts";

/** From hot on, a mark repeats the colour: a hollow triangle, a filled one where it is critical. */
export function levelMark(level: Level): TemplateResult {
  const mark = level === "hot" || level === "critical" ? svg`<path d="M4 1 7.5 7h-7Z"/>` : nothing;
  return html`<svg class="mark" viewBox="0 0 8 8" aria-hidden="true">${mark}</svg>`;
}

/** A figure with its level and, if it is a ratio, its bar. */
export function meter(value: number, text: string, thresholds: Thresholds, isRatio = true): TemplateResult {
  const level = levelOf(value, thresholds);
  const label = level === "normal" ? nothing : html`<span class="visually-hidden"> (${level})</span>`;
  return html`<span class="meter ${level}">${levelMark(level)}<span>${text}</span>${label}${isRatio ? bar(value) : nothing}</span>`;
}

/** What a figure of a machine looks like, in a header as in a cell. */
export function figure(value: number | null, text: string, thresholds?: Thresholds, isRatio = true): TemplateResult | string {
  if (value === null) return unknown;
  return thresholds ? meter(value, text, thresholds, isRatio) : text;
}

function bar(ratio: number): TemplateResult {
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect width="100" height="4" class="rail"></rect>
    <rect width=${Math.min(100, Math.max(0, ratio * 100)).toFixed(1)} height="4" class="level"></rect>
  </svg>`;
}
