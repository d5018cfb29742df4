import { html, svg, type TemplateResult } from "lit";
import { formatValue } from "../../format/unit.ts";
import type { HeatFigure } from "./heat-figures.ts";

const width = 320;
/** Words closer than this would run into each other. */
const apart = 40;
const words = ["warm", "hot", "critical"] as const;

/** The scale with its ends and, where the figure has levels, where they begin; and what hatching means. */
export function heatLegend(figure: HeatFigure, scale: readonly string[], domain: readonly [number, number]): TemplateResult {
  const [low, high] = domain;
  const at = (value: number): number => ((value - low) / (high - low)) * width;
  const levels = (figure.thresholds ?? []).map((value, i) => ({ value, word: words[i]! })).filter(({ value }) => value > low && value < high);
  const isNamed = (i: number): boolean => levels[i + 1] === undefined || at(levels[i + 1]!.value) - at(levels[i]!.value) >= apart;
  const step = width / scale.length;
  return html`<div class="heat-legend">
    <span>${formatValue(low, figure.unit)}</span>
    <svg width=${width} height="28" viewBox="0 0 ${width} 28" role="img"
      aria-label="Colours from ${formatValue(low, figure.unit)} to ${formatValue(high, figure.unit)}${levels.map(({ value, word }) => `, ${word} from ${formatValue(value, figure.unit)}`).join("")}">
      ${scale.map((colour, i) => svg`<rect x=${i * step} width=${step + 0.5} height="12" fill=${colour}></rect>`)}
      ${levels.map(({ value, word }, i) => svg`<path class="tick" d="M${at(value).toFixed(1)} 0v16"></path><text
        x=${at(value).toFixed(1)} y="26" text-anchor="middle">${isNamed(i) ? word : ""}</text>`)}
    </svg>
    <span>${formatValue(high, figure.unit)}</span>
    <span class="unknown"><svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d="M0 6 6 0M0 12 12 0M6 12l6-6"></path></svg> not known, or offline</span>
  </div>`;
}
