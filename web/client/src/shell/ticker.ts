import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * Calls `tick` at an interval for as long as its element is on the page: ages and time windows move without new data.
 */
export class Ticker implements ReactiveController {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, private readonly milliseconds: number, private readonly tick: () => void) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.tick, this.milliseconds);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
