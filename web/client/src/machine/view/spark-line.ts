import { nothing, svg, html, type TemplateResult } from "lit";

const width = 96;
const height = 20;

/** Machines that report each minute leave steps out in between; a longer gap is one. */
const mostJoined = 5;

/** The short history of a figure as a small line; decoration beside the figure, which says what it is now. */
export function sparkLine(values: readonly (number | null)[]): TemplateResult {
  const path = sparkPath(values, width, height);
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">
    ${path ? svg`<path d=${path}></path>` : nothing}
  </svg>`;
}

/**
 * The path of a line through values at even distances; gaps stay open. It reaches from the least to the greatest value, but
 * differences of less than a fiftieth of the value are drawn as small as they are.
 */
export function sparkPath(values: readonly (number | null)[], wide: number, high: number): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return "";
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const span = Math.max(most - least, Math.abs(most) / 50, Number.MIN_VALUE);
  const middle = (least + most) / 2;
  const x = (index: number): string => ((index / Math.max(1, values.length - 1)) * wide).toFixed(1);
  const y = (value: number): string => (high / 2 - ((value - middle) / span) * (high - 3)).toFixed(1);
  let path = "";
  let last = Number.NEGATIVE_INFINITY;
  values.forEach((value, index) => {
    if (value === null) return;
    const isStart = index - last > mostJoined;
    path += `${isStart ? "M" : "L"}${x(index)} ${y(value)}`;
    // A value alone has no length; a short stroke shows it all the same.
    if (isStart && values.slice(index + 1, index + 1 + mostJoined).every((each) => each === null)) path += "h1";
    last = index;
  });
  return path;
}
