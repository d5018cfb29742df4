import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { TimeChart } from "../../charts/time-chart.ts";
import { formatClock } from "../../format/time.ts";

/** A button that opens the process table of the time under the cursor, after a click (or Enter) on a chart. */
export class ProcessPopup implements ReactiveController {
  #time: number | null = null;
  #x = 0;
  #y = 0;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement, private readonly go: (time: number) => void) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.addEventListener("click", this.#click);
    this.host.addEventListener("keydown", this.#key);
    addEventListener("scroll", this.#hide, { passive: true });
  }

  hostDisconnected(): void {
    this.host.removeEventListener("click", this.#click);
    this.host.removeEventListener("keydown", this.#key);
    removeEventListener("scroll", this.#hide);
  }

  /** Beside the pointer, within the screen. */
  hostUpdated(): void {
    const offer = this.host.querySelector<HTMLElement>(".process-popup");
    if (!offer) return;
    offer.style.left = `${Math.max(8, Math.min(this.#x + 8, innerWidth - offer.offsetWidth - 8))}px`;
    offer.style.top = `${Math.max(8, Math.min(this.#y + 8, innerHeight - offer.offsetHeight - 8))}px`;
  }

  view(): TemplateResult {
    const time = this.#time;
    if (time === null) return html``;
    return html`<div class="process-popup"><button type="button" class="button" @click=${() => this.#take(time)}>Processes at ${formatClock(time)}</button></div>`;
  }

  readonly #click = (event: MouseEvent): void => {
    const chart = chartOf(event.target);
    // The second click of a double click steps back.
    if (!chart || chart.pointedTime === null || event.detail > 1) return this.#hide();
    this.#show(chart.pointedTime, event.clientX, event.clientY);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "Escape") return this.#hide();
    const chart = event.key === "Enter" ? chartOf(event.target) : null;
    if (!chart || chart.pointedTime === null) return;
    const { left, bottom } = chart.getBoundingClientRect();
    this.#show(chart.pointedTime, left, bottom);
    void this.host.updateComplete.then(() => this.host.querySelector<HTMLElement>(".process-popup button")?.focus());
  };

  readonly #hide = (): void => {
    if (this.#time === null) return;
    this.#time = null;
    this.host.requestUpdate();
  };

  #show(time: number, x: number, y: number): void {
    [this.#time, this.#x, this.#y] = [time, x, y];
    this.host.requestUpdate();
  }

  #take(time: number): void {
    this.#hide();
    this.go(time);
  }
}

/** The chart of a plot. */
function chartOf(target: EventTarget | null): TimeChart | null {
  const plot = target instanceof Element ? target.closest(".plot") : null;
  return plot?.closest<TimeChart>("time-chart") ?? null;
}
