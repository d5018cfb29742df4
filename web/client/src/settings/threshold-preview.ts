import { html, svg, type TemplateResult } from "lit";
import type { Thresholds } from "../shell/display-settings.ts";

const levels = ["normal", "warm", "hot", "critical"] as const;
const width = 160;

/** The four levels on a scale that goes a quarter beyond critical, each with the mark that it has in the tables. */
export function thresholdPreview(thresholds: Thresholds): TemplateResult {
  const end = Math.max(thresholds[2] * 1.25, Number.MIN_VALUE);
  const stops = [0, ...thresholds, end].map((value) => (Math.min(Math.max(value, 0), end) / end) * width);
  return html`<svg class="threshold-preview" viewBox="0 0 ${width} 16" role="img" aria-label="Normal, warm, hot, critical">
    ${levels.map((level, i) => svg`<g class=${level}>
      <rect x=${stops[i]!} y="10" width=${Math.max(0, stops[i + 1]! - stops[i]! - 1)} height="5"></rect>
      ${mark(level, (stops[i]! + stops[i + 1]!) / 2)}</g>`)}
  </svg>`;
}

function mark(level: (typeof levels)[number], at: number): TemplateResult {
  return level === "hot" || level === "critical" ? svg`<path d="M${at - 3.5} 7 ${at} 1l3.5 6Z"></path>` : svg``;
}
