import { html, nothing, svg, type TemplateResult } from "lit";
import { levelOf, type Level } from "../../fleet/level.ts";
import { formatValue, unknown } from "../../format/unit.ts";
import type { Figure } from "../model/section.ts";
import type { Values } from "../model/schema-index.ts";

/** The current text of a figure. */
export interface FigureText {
  text: string;
  level: Level;
  note: string | null;
  /** Of figures that are a part of a whole. */
  part: number | null;
}

/** Reads a figure out of a report. */
export function readFigure(figure: Figure, values: Values): FigureText {
  const value = figure.value(values);
  const stateText = figure.stateText?.(values);
  const level = stateText?.level ?? figure.level?.(values) ?? (value !== null && figure.thresholds ? levelOf(value, figure.thresholds) : "normal");
  const text = figure.stateText ? stateText?.text ?? unknown : formatValue(value, figure.unit);
  return { text, level, note: figure.note?.(values) ?? null, part: figure.isPart ? value : null };
}

/** A figure with the mark of its level and, of a part of a whole, its bar. From hot on, a shape repeats the colour. */
export function figureView({ text, level, note, part }: FigureText): TemplateResult {
  return html`<span class="figure-value ${level}">
    ${levelMark(level)}<span class="figure-text">${text}</span>${note === null ? nothing : html` <span class="faint">${note}</span>`}
    ${part === null ? nothing : bar(part)}
  </span>`;
}

/** The shape of a level, with its name for those who do not see it. */
export function levelMark(level: Level): TemplateResult | typeof nothing {
  if (level === "normal" || level === "warm") return nothing;
  return html`<svg class="level-mark" viewBox="0 0 8 8" aria-hidden="true"><path d="M4 1 7.5 7h-7Z"></path></svg><span class="visually-hidden">${level}: </span>`;
}

function bar(part: number): TemplateResult {
  const width = Math.min(100, Math.max(0, part * 100)).toFixed(1);
  return html`<svg class="part-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect width="100" height="4" class="rail"></rect><rect width=${width} height="4" class="level"></rect>`}
  </svg>`;
}
