import { html, svg, type TemplateResult } from "lit";
import { formatPercent } from "../../format/percent.ts";
import type { Part } from "../model/section.ts";
import type { SectionContext } from "./section-context.ts";

const size = 14;
const perRow = 32;

/** A small cell for each device, filled from below as far as its figure goes; screen readers get the busiest. */
export function deviceCells({ devices, device }: Part, { values }: SectionContext): TemplateResult {
  const shares = devices.map(({ figures }) => figures[0]!.value(values));
  const rows = Math.ceil(devices.length / perRow);
  const columns = Math.min(perRow, devices.length);
  return html`<div class="cells">
    <svg viewBox="0 0 ${columns * size} ${rows * size}" width=${columns * size} height=${rows * size} role="img" aria-label=${summary(devices.map(({ name }) => name), shares, device)}>
      ${devices.map(({ name }, index) => cell(`${device} ${name}`, shares[index] ?? null, index))}
    </svg>
    <p class="faint">${summary(devices.map(({ name }) => name), shares, device)}</p>
  </div>`;
}

/** What the cells show, in words. */
export function summary(names: readonly string[], shares: readonly (number | null)[], device: string): string {
  const known = shares.flatMap((share, index) => (share === null ? [] : [{ share, name: names[index]! }]));
  if (known.length === 0) return `${names.length} × ${device}: no figures yet`;
  const busiest = known.reduce((best, each) => (each.share > best.share ? each : best));
  const full = known.filter(({ share }) => share >= 0.9).length;
  return `Busiest: ${device} ${busiest.name} with ${formatPercent(busiest.share)}; ${full} of ${names.length} above 90%`;
}

function cell(name: string, share: number | null, index: number): TemplateResult {
  const [x, y] = [(index % perRow) * size, Math.floor(index / perRow) * size];
  const inner = size - 2;
  const height = Math.round(inner * Math.min(1, Math.max(0, share ?? 0)) * 10) / 10;
  return svg`<g><title>${name}: ${share === null ? "not known" : formatPercent(share)}</title>
    <rect class="rail" x=${x} y=${y} width=${inner} height=${inner} rx="2"></rect>
    <rect class=${`level ${share !== null && share >= 0.9 ? "full" : ""}`} x=${x} y=${y + inner - height} width=${inner} height=${height} rx="1"></rect></g>`;
}
