import { svg, html, type TemplateResult } from "lit";

const shapes = {
  back: svg`<path d="M6.5 3.5 2.5 7.5l4 4M2.5 7.5h7a4 4 0 0 1 0 8h-1"/>`,
  pause: svg`<path d="M5 3v10M11 3v10"/>`,
  live: svg`<path d="M4.5 3v10l8-5Z"/>`,
  expand: svg`<path d="M9.5 2.5h4v4M13.5 2.5l-5 5M6.5 13.5h-4v-4M2.5 13.5l5-5"/>`,
  shrink: svg`<path d="M13 7H9V3M9 7l5-5M3 9h4v4M7 9l-5 5"/>`,
  more: svg`<path d="M3 8h.01M8 8h.01M13 8h.01" stroke-width="2"/>`,
  open: svg`<path d="M9 3h4v4M13 3 7 9M7 4H3v9h9V9"/>`,
  system: svg`<rect x="2" y="3" width="12" height="8" rx="1.5"/><path d="M6 14h4M8 11v3"/>`,
  light: svg`<circle cx="8" cy="8" r="3"/><path d="M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1"/>`,
  dark: svg`<path d="M13.5 9.5A5.8 5.8 0 0 1 6.5 2.5a5.8 5.8 0 1 0 7 7Z"/>`,
  columns: svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M6 3v10M10 3v10"/>`,
  trend: svg`<path d="M2 11.5 5.5 7l3 3L14 4"/>`,
  search: svg`<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>`,
} as const;

/** A line drawing of 16 pixels in the colour of the text; decoration only, its meaning is in the text beside it. */
export function icon(name: keyof typeof shapes): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shapes[name]}</svg>`;
}
