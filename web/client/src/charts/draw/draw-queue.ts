/** What may be spent on drawing in one frame, milliseconds; the draw that goes beyond is the last of its frame. */
const budget = 8;

/**
 * Draws charts over frames, so that many at once never hold up the page: in each frame as many as fit, one at least.
 */
export class DrawQueue {
  readonly #waiting = new Map<object, () => void>();
  #scheduled = false;

  constructor(
    private readonly nextFrame: (run: () => void) => void = (run) => void requestAnimationFrame(run),
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Has `draw` called in a frame soon. One that is waiting already keeps its place. */
  request(owner: object, draw: () => void): void {
    this.#waiting.set(owner, draw);
    this.#schedule();
  }

  cancel(owner: object): void {
    this.#waiting.delete(owner);
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.size === 0) return;
    this.#scheduled = true;
    this.nextFrame(() => this.#run());
  }

  #run(): void {
    this.#scheduled = false;
    const end = this.now() + budget;
    try {
      for (const [owner, draw] of this.#waiting) {
        this.#waiting.delete(owner);
        draw();
        if (this.now() >= end) break;
      }
    } finally {
      this.#schedule();
    }
  }
}

/** The queue of this page. */
export const drawQueue = new DrawQueue();
