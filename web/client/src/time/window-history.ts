import { equalWindows, spanOf, type TimeWindow } from "./time-window.ts";

/** Steps back that are remembered. */
const most = 50;

/** The windows that a page has shown, so that a zoom can be taken back. */
export class WindowHistory {
  readonly #earlier: TimeWindow[] = [];
  #live: TimeWindow;

  /** @param usual the live window where none was shown before. */
  constructor(private window: TimeWindow, usual: TimeWindow) {
    this.#live = window.kind === "live" ? window : usual;
  }

  get current(): TimeWindow {
    return this.window;
  }

  get canGoBack(): boolean {
    return this.#earlier.length > 0;
  }

  /** Shows another window. */
  go(window: TimeWindow): void {
    if (equalWindows(window, this.window)) return;
    this.#earlier.push(this.window);
    if (this.#earlier.length > most) this.#earlier.shift();
    this.#show(window);
  }

  /** Goes back by one; returns whether there was one. */
  back(): boolean {
    const earlier = this.#earlier.pop();
    if (earlier) this.#show(earlier);
    return earlier !== undefined;
  }

  /** Freezes what is shown at the time `now`. */
  pause(now: number): void {
    if (this.window.kind === "live") this.go({ kind: "fixed", ...spanOf(this.window, now) });
  }

  /** Returns to the newest live window. */
  goLive(): void {
    this.go(this.#live);
  }

  #show(window: TimeWindow): void {
    this.window = window;
    if (window.kind === "live") this.#live = window;
  }
}
