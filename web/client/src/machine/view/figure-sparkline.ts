import { nothing, svg, html, type TemplateResult } from "lit";
import { sparklinePath } from "../../charts/draw/sparkline.ts";

const width = 96;
const height = 20;

/** Machines that report each minute leave steps out in between; a longer gap is one. */
const longestGap = 5;

/** The short history of a figure as a small line; decoration beside the current figure. */
export function figureSparkline(values: readonly (number | null)[]): TemplateResult {
  const path = figurePath(values, width, height);
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
    ${path ? svg`<path d=${path}></path>` : nothing}
  </svg>`;
}

/**
 * The path of a line through values at even distances; differences of less than a fiftieth of the value are drawn as
 * small as they are.
 */
export function figurePath(values: readonly (number | null)[], wide: number, high: number): string {
  const most = Math.max(...values.map((value) => Math.abs(value ?? 0)));
  const data = { from: 0, to: Math.max(1, values.length - 1), times: values.map((_, index) => index), values };
  return sparklinePath(data, { width: wide, height: high, longestGap, leastSpan: Math.max(most / 50, 1e-9) });
}
