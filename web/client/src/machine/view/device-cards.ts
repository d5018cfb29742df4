import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Device, Figure, Part } from "../model/section.ts";
import type { SectionContext } from "./section-context.ts";
import { figureView, readFigure } from "./figure-view.ts";
import { figureSparkline } from "./figure-sparkline.ts";

/** A card for each device. One that has charts or further figures can be opened. */
export function deviceCards(part: Part, context: SectionContext): TemplateResult {
  return html`<div class="device-cards" data-count=${part.devices.length}>
    ${repeat(part.devices, ({ id }) => id, (device) => card(device, context))}
  </div>`;
}

function card(device: Device, context: SectionContext): TemplateResult {
  const key = `${context.section}/${device.id}`;
  const canOpen = (device.charts?.length ?? 0) > 0 || device.figures.some(({ more }) => more);
  const isOpen = canOpen && context.folds.isOpen(key, false);
  const shown = device.figures.filter(({ more }) => isOpen || !more);
  return html`<article class="device" data-device=${device.id} ?data-open=${isOpen}>
    ${device.name === "" ? nothing : html`<header>
      <h3>${device.name}</h3>${device.note ? html`<span class="faint device-note" title=${device.note}>${device.note}</span>` : nothing}
      ${canOpen ? html`<button type="button" class="link-button" aria-expanded=${isOpen ? "true" : "false"}
        @click=${() => context.folds.set(key, !isOpen)}>${isOpen ? "Less" : "More"}<span class="visually-hidden"> of ${device.name}</span></button>` : nothing}
    </header>`}
    <dl class="device-figures">${shown.map((figure) => figureCell(figure, `${key}/${device.figures.indexOf(figure)} ${figure.name}`, context))}</dl>
    ${isOpen && device.charts ? context.charts(device.charts) : nothing}
  </article>`;
}

function figureCell(figure: Figure, key: string, { values, history }: SectionContext): TemplateResult {
  return html`<div>
    <dt>${figure.name}</dt>
    <dd>${figureView(readFigure(figure, values))}</dd>
    ${figure.stateText && !figure.past ? nothing : html`<dd class="history">${figureSparkline(history.line(key, figure))}</dd>`}
  </div>`;
}
