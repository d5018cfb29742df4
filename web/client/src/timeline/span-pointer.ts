import { html, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { StateSpan } from "../api/types.ts";
import { formatDuration } from "../format/duration.ts";
import { formatMoment, formatUtc } from "../format/time.ts";
import type { LaneRow } from "./lane-rows.ts";
import type { LaneFrame } from "./lane-view.ts";
import { stateOf } from "./state-metrics.ts";

/** The span at a time; null where nothing is known. */
export function spanAt(spans: readonly StateSpan[], time: number): StateSpan | null {
  return spans.find(({ from, to }) => time >= from && time < to) ?? null;
}

/** Which span of which lane is pointed at, by mouse or by keys, and its tooltip. */
export class SpanPointer {
  #row: LaneRow | null = null;
  #span: StateSpan | null = null;
  #x = 0;
  #y = 0;

  constructor(private readonly host: ReactiveControllerHost & Element) {}

  show(row: LaneRow, span: StateSpan | null, x: number, y: number): void {
    [this.#row, this.#span, this.#x, this.#y] = [row, span, x, y];
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.#place());
  }

  hide(): void {
    if (!this.#row) return;
    this.#row = null;
    this.host.requestUpdate();
  }

  /** Arrows go from span to span, Escape hides the tip. */
  key(event: KeyboardEvent, row: LaneRow, { from, to, width }: LaneFrame): void {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === "Escape") return this.hide();
    if (step === undefined || row.spans.length === 0) return;
    event.preventDefault();
    const next = Math.min(row.spans.length - 1, Math.max(0, this.placeIn(row) + step));
    const span = row.spans[next]!;
    const stage = (event.currentTarget as Element).getBoundingClientRect();
    this.show(row, span, stage.left + (((span.from + span.to) / 2 - from) / (to - from)) * width, stage.bottom);
  }

  /** The place of the span that is pointed at in its lane; the last where none is. */
  placeIn({ key, spans }: LaneRow): number {
    const place = this.#row?.key === key && this.#span ? spans.findIndex(({ from }) => from === this.#span!.from) : -1;
    return place < 0 ? spans.length - 1 : place;
  }

  /** The span for screen readers. */
  textFor(row: LaneRow, frame: LaneFrame): string {
    const span = row.spans[this.placeIn(row)];
    return span ? describe(span, frame) : "not known";
  }

  view(frame: LaneFrame): TemplateResult {
    if (!this.#row) return html``;
    const span = this.#span;
    return html`<div class="lane-tip" aria-hidden="true">
      <strong>${this.#row.machine}</strong> ${this.#row.part}
      ${span ? html`<div>${stateOf(frame.metric, span.value, frame.greatest).word} for <strong>${formatDuration((span.to - span.from) / 1000)}</strong></div>
        <div title=${formatUtc(span.from)}>${formatMoment(span.from)} – ${formatMoment(span.to)}</div>` : html`<div>nothing known</div>`}
    </div>`;
  }

  /** Beside the pointer, within the screen. */
  #place(): void {
    const tip = this.host.querySelector<HTMLElement>(".lane-tip");
    if (!tip) return;
    const { offsetWidth, offsetHeight } = tip;
    tip.style.left = `${Math.max(8, Math.min(this.#x + 12, innerWidth - offsetWidth - 8))}px`;
    tip.style.top = `${this.#y + 16 + offsetHeight > innerHeight ? this.#y - offsetHeight - 12 : this.#y + 16}px`;
  }
}

function describe(span: StateSpan, { metric, greatest }: LaneFrame): string {
  return `${stateOf(metric, span.value, greatest).word} from ${formatMoment(span.from)} to ${formatMoment(span.to)}, ${formatDuration((span.to - span.from) / 1000)}`;
}
