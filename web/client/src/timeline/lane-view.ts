import { html, nothing, svg, type TemplateResult } from "lit";
import type { StateSpan } from "../api/types.ts";
import { thin } from "./lanes.ts";
import { stateOf, type Look, type StateMetric } from "./state-metrics.ts";

export const laneHeight = 20;
/** From this width on, pixels, a span has room for its word. */
const leastForText = 48;

/** What a lane is drawn in. */
export interface LaneFrame {
  from: number;
  to: number;
  /** Pixels. */
  width: number;
  metric: StateMetric;
  greatest: number;
}

/** The spans of a lane as areas with a pattern for each state, and its word where there is room. */
export function laneView(spans: readonly StateSpan[], { from, to, width, metric, greatest }: LaneFrame): TemplateResult {
  const perMs = width / (to - from);
  const areas = thin(spans, 1.5 / perMs).map((span) => {
    const [x, wide] = [(span.from - from) * perMs, Math.max(1, (span.to - span.from) * perMs)];
    const state = span.value === null ? { word: "several", look: "crossed" as Look } : stateOf(metric, span.value, greatest);
    const text = wide > Math.max(leastForText, state.word.length * 7 + 12)
      ? svg`<text x=${round(x + 6)} y="14" class="span-word on-${state.look}">${state.word}</text>` : nothing;
    return svg`<rect class="span look-${state.look}" x=${round(x)} y="2" width=${round(wide)} height=${laneHeight - 4} fill=${fillOf(state.look)}></rect>${text}`;
  });
  return html`<svg class="lane-drawing" width=${width} height=${laneHeight} viewBox="0 0 ${width} ${laneHeight}" aria-hidden="true">${areas}</svg>`;
}

/** A swatch of the legend. */
export function swatch(look: Look): TemplateResult {
  return html`<svg class="lane-swatch" width="24" height="12" viewBox="0 0 24 12" aria-hidden="true"><rect class="span look-${look}" x="0.5" y="0.5" width="23" height="11" fill=${fillOf(look)}></rect></svg>`;
}

/** The patterns that spans are filled with; once a page. */
export function patterns(): TemplateResult {
  return html`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
    ${pattern("hatched", svg`<path d="M-1 7 7 -1M3 11 11 3" class="ink"/>`)}
    ${pattern("crossed", svg`<path d="M-1 7 7 -1M3 11 11 3M1 -1 9 7M-3 3 5 11" class="ink"/>`)}
    ${pattern("dotted", svg`<circle cx="2" cy="2" r="1.2" class="ink-fill"/><circle cx="6" cy="6" r="1.2" class="ink-fill"/>`)}
    ${pattern("bad", svg`<rect width="8" height="8" class="bad-ground"/><path d="M-1 7 7 -1M3 11 11 3" class="bad-ink"/>`)}
  </defs></svg>`;
}

function pattern(name: string, content: TemplateResult): TemplateResult {
  return svg`<pattern id="look-${name}" width="8" height="8" patternUnits="userSpaceOnUse">${content}</pattern>`;
}

/** Plain areas are coloured by the style sheet, the others by their pattern. */
function fillOf(look: Look): string | typeof nothing {
  return look === "hatched" || look === "crossed" || look === "dotted" || look === "bad" ? `url(#look-${look})` : nothing;
}

function round(value: number): string {
  return value.toFixed(1);
}
