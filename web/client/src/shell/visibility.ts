import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How far beyond the screen something still counts as seen, so that it is there when it is scrolled to. */
const margin = "600px 0px";

/** Tells whether an element is on or near the screen. */
export class Visibility implements ReactiveController {
  #observer: IntersectionObserver | null = null;

  constructor(private readonly host: ReactiveControllerHost & Element, private readonly tell: (isNear: boolean) => void) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => this.tell(entries.at(-1)!.isIntersecting), { rootMargin: margin });
    this.#observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
