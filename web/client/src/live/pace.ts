/** Passes follow each other at this distance at least: five a second. */
const shortest = 200;
const longest = 2000;
/** A pass may take this share of the time between two: slow ones come less often. */
const share = 0.1;

/**
 * Gathers many changes into few passes, each just before a frame is drawn; none while the page is hidden, for
 * then no frames are.
 */
export class Pace {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame: number | undefined;
  #last = -Infinity;
  #interval = shortest;

  constructor(private readonly pass: () => void, private readonly now: () => number = () => performance.now()) {}

  /** Something changed: a pass is due. */
  request(): void {
    if (this.#timer !== undefined || this.#frame !== undefined) return;
    const wait = this.#last + this.#interval - this.now();
    if (wait > 0) this.#timer = setTimeout(() => this.#nextFrame(), wait);
    else this.#nextFrame();
  }

  /** Forgets a pass that is due. */
  stop(): void {
    clearTimeout(this.#timer);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#timer = this.#frame = undefined;
  }

  #nextFrame(): void {
    this.#timer = undefined;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#last = this.now();
      this.pass();
      this.#interval = intervalFor(this.now() - this.#last);
    });
  }
}

/** How long to wait after the start of a pass that took so long, milliseconds. */
export function intervalFor(taken: number): number {
  return Math.min(longest, Math.max(shortest, taken / share));
}
