import { html, nothing, render } from "lit";
import { formatRecent, formatUtc } from "../../format/time.ts";
import { formatValue, type Unit } from "../../format/unit.ts";
import type { Mark } from "../draw/marks.ts";
import type { DrawnLine } from "../picture/picture.ts";
import { swatch } from "./swatch.ts";

export interface Tip {
  time: number;
  now: number;
  units: readonly [Unit, Unit];
  /** The nearest first. */
  lines: readonly { line: DrawnLine; value: number }[];
  /** How many lines have a value here. */
  total: number;
  marks: readonly Mark[];
  /** Whether a click with Ctrl opens a machine. */
  links: boolean;
}

/** Shows what is under the cursor beside it; it stays within the chart. Null takes it away. */
export function showTip(host: HTMLElement, at: { x: number; y: number } | null, tip: Tip | null): void {
  host.hidden = tip === null || at === null;
  if (!tip || !at) return;
  render(html`<p class="when" title=${formatUtc(tip.time)}>${formatRecent(tip.time, tip.now)}</p>
    ${tip.marks.map((mark) => html`<p class="mark" data-severity=${mark.severity}><bdi>${mark.label}</bdi></p>`)}
    <ul>${tip.lines.map(({ line, value }) => html`<li>${swatch(line)}<bdi class="name">${line.name}</bdi>
      <span class="value">${formatValue(value, tip.units[line.axis - 1]!)}</span></li>`)}</ul>
    ${tip.total > tip.lines.length ? html`<p class="faint">and ${tip.total - tip.lines.length} more</p>` : nothing}
    ${tip.links ? html`<p class="faint">Ctrl + click opens the machine</p>` : nothing}`, host);
  const room = host.parentElement!.clientWidth;
  const width = host.offsetWidth;
  const left = at.x + 16 + width <= room ? at.x + 16 : Math.max(0, at.x - 16 - width);
  host.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(0, at.y - host.offsetHeight / 2))}px)`;
}
