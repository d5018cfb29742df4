import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { serverClock } from "../api/server-clock.ts";
import { formatMoment, formatRecent, formatUtc } from "../format/time.ts";
import { icon } from "../shell/icons.ts";
import { LightElement } from "../shell/light-element.ts";
import { writeParameter } from "../shell/page-url.ts";
import { valueOf } from "../shell/value-of.ts";
import { fromLocalInput, toLocalInput } from "./local-time.ts";
import { defaultWindow, liveRanges, parseWindow, rangeName, shortest, spanOf, windowParameters, type TimeWindow } from "./time-window.ts";
import { WindowHistory } from "./window-history.ts";

/** Those of the ranges that are always in sight where there is room. */
const quick = ["5m", "15m", "1h", "6h", "1d", "7d", "30d"];

/** The window that the page's address asks for. */
export function pageWindow(usual: TimeWindow = defaultWindow): TimeWindow {
  return parseWindow(new URLSearchParams(location.search), usual);
}

/**
 * Owns the window of the page's charts: ranges, a span of one's own, pause and live, and steps back. It is kept in the
 * address and dispatched as `window-change` (a TimeWindow). Charts dispatch `window-zoom` and `window-back`.
 */
@customElement("time-controls")
export class TimeControls extends LightElement {
  /** What the page shows where its address does not say; it does not change. */
  @property({ attribute: false }) usual = defaultWindow;
  #past: WindowHistory | undefined;
  @state() private problem = "";
  /** What is written into the inputs and not shown yet. */
  @state() private draft: { from?: string; to?: string } = {};
  @query("details") private readonly details!: HTMLDetailsElement;
  @query("[name=from]") private readonly from!: HTMLInputElement;
  @query("[name=to]") private readonly to!: HTMLInputElement;

  get #history(): WindowHistory {
    return (this.#past ??= new WindowHistory(pageWindow(this.usual), this.usual));
  }

  /** What the charts show. */
  get window(): TimeWindow {
    return this.#history.current;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("window-zoom", this.#zoom);
    document.addEventListener("window-back", this.#back);
  }

  override disconnectedCallback(): void {
    document.removeEventListener("window-zoom", this.#zoom);
    document.removeEventListener("window-back", this.#back);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const isLive = this.window.kind === "live";
    return html`<button type="button" class="icon-button" title="Step back (double click or Escape on a chart)" aria-label="Step back"
        ?disabled=${!this.#history.canGoBack} @click=${this.#back}>${icon("back")}</button>
      <button type="button" class="button with-icon" aria-pressed=${isLive ? "true" : "false"}
        title=${isLive ? "Freeze what the charts show" : "Go on with what happens now"} @click=${this.#pauseOrGoOn}>
        ${icon(isLive ? "pause" : "live")}<span>${isLive ? "Pause" : "Live"}</span></button>
      <fieldset class="segments"><legend class="visually-hidden">Time range</legend>
        ${quick.map((name) => this.#segment(name))}</fieldset>
      ${this.#more()}`;
  }

  #segment(name: string): TemplateResult {
    const { seconds, title } = liveRanges.find((range) => range.name === name)!;
    const isChosen = this.window.kind === "live" && this.window.seconds === seconds;
    return html`<label title=${`The last ${title}`}>
      <input type="radio" name="range" .value=${name} .checked=${isChosen} @change=${() => this.#go({ kind: "live", seconds })}><span>${name}</span>
    </label>`;
  }

  #more(): TemplateResult {
    const { window } = this;
    const { from, to } = spanOf(window, serverClock.now());
    return html`<details class="drop" @toggle=${() => this.requestUpdate()} @focusout=${this.#left} @keydown=${this.#key}>
      <summary class="button" title=${`${formatUtc(from)} – ${formatUtc(to)}`}>${this.#words()} ▾</summary>
      <div class="menu-items window-menu">
        <div class="range-list">${liveRanges.map(({ name, title, seconds }) => html`
          <button type="button" aria-pressed=${window.kind === "live" && window.seconds === seconds ? "true" : "false"}
            @click=${() => this.#go({ kind: "live", seconds })}>${`Last ${title}`}<span class="faint">${name}</span></button>`)}
        </div>
        <form @submit=${this.#custom}>
          ${this.#input("From", "from", from)}${this.#input("To", "to", to)}
          ${this.problem ? html`<p class="failure" role="alert">${this.problem}</p>` : nothing}
          <button type="submit" class="button">Show this span</button>
        </form>
      </div>
    </details>`;
  }

  #input(title: string, name: "from" | "to", shown: number): TemplateResult {
    const text = this.draft[name] ?? toLocalInput(shown);
    const time = fromLocalInput(text);
    return html`<label>${title} <input type="datetime-local" step="1" name=${name} .value=${text}
      @input=${(event: Event) => (this.draft = { ...this.draft, [name]: valueOf(event) })}>
      <span class="faint">${time === null ? "" : formatUtc(time)}</span></label>`;
  }

  #words(): string {
    const { window } = this;
    if (window.kind === "live") return `Last ${liveRanges.find(({ seconds }) => seconds === window.seconds)?.title ?? rangeName(window.seconds)}`;
    return `${formatMoment(window.from)} – ${formatRecent(window.to, window.from)}`;
  }

  #go(window: TimeWindow): void {
    this.#history.go(window);
    this.#changed();
  }

  #changed(): void {
    if (this.details) this.details.open = false;
    this.problem = "";
    this.draft = {};
    for (const [name, value] of Object.entries(windowParameters(this.window, this.usual))) writeParameter(name, value);
    this.dispatchEvent(new CustomEvent<TimeWindow>("window-change", { detail: this.window, bubbles: true }));
    this.requestUpdate();
  }

  readonly #zoom = (event: Event): void => {
    const { from, to } = (event as CustomEvent<{ from: number; to: number }>).detail;
    this.#go({ kind: "fixed", from, to });
  };

  readonly #back = (): void => {
    if (this.#history.back()) this.#changed();
  };

  readonly #pauseOrGoOn = (): void => {
    if (this.window.kind === "live") this.#history.pause(serverClock.now());
    else this.#history.goLive();
    this.#changed();
  };

  readonly #custom = (event: Event): void => {
    event.preventDefault();
    const [from, to] = [fromLocalInput(this.from.value), fromLocalInput(this.to.value)];
    if (from === null || to === null) this.problem = "Give both times.";
    else if (to - from < shortest) this.problem = "The end must be at least 5 seconds after the start.";
    else this.#go({ kind: "fixed", from, to });
  };

  readonly #left = ({ relatedTarget }: FocusEvent): void => {
    if (!this.details.contains(relatedTarget as Node | null)) this.details.open = false;
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.details.open) return;
    this.details.open = false;
    this.querySelector("summary")?.focus();
  };
}
