import { html, type TemplateResult } from "lit";
import { dashOf, seriesColour } from "../draw/palette.ts";
import type { DrawnLine } from "../picture/picture.ts";

/** The line's own stroke, so that dashes distinguish what colours may not. */
export function swatch(line: DrawnLine): TemplateResult {
  return html`<svg class="swatch ${line.style} series-${seriesColour(line.colour)}" viewBox="0 0 16 8" aria-hidden="true">
    <path d="M0 4h16" stroke-dasharray=${dashOf(line)?.join(" ") ?? "none"}></path>
  </svg>`;
}
