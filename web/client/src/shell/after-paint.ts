/**
 * Does something after the next frame is painted: who types sees the letter at once, and what follows from it a moment
 * later. What is asked for last replaces what still waits.
 */
export class AfterPaint {
  #frame: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  run(action: () => void): void {
    this.stop();
    this.#frame = requestAnimationFrame(() => {
      // Frame callbacks come before the paint; a task from within one comes after it.
      this.#timer = setTimeout(action);
    });
  }

  /** Forgets what still waits. */
  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = this.#timer = undefined;
  }
}
