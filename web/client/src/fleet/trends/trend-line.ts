import { html, nothing, type TemplateResult } from "lit";
import { sparklinePath } from "../../charts/draw/sparkline.ts";
import type { Unit } from "../../format/unit.ts";
import type { Trend } from "./trend.ts";

export const width = 48;
const height = 16;
/** Points further apart than this have a gap between them, milliseconds. */
const longestGap = 300_000;

/** A difference that fills the height at least. */
const leastSpan: Readonly<Partial<Record<Unit, number>>> = {
  ratio: 0.1, celsius: 8, watts: 50, rpm: 400, bytesPerSecond: 100_000,
};

/** The line of a trend beside its figure; nothing where there is nothing to draw. */
export function trendLine(trend: Trend, unit: Unit): TemplateResult | typeof nothing {
  const path = trendPath(trend, unit);
  if (path === "") return nothing;
  return html`<svg class="trend" viewBox="0 0 ${width} ${height}" aria-hidden="true"><path d=${path}></path></svg>`;
}

export function trendPath(trend: Trend, unit: Unit): string {
  return sparklinePath(trend, { width, height, longestGap, leastSpan: leastSpan[unit] ?? 1 });
}
