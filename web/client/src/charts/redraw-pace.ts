/** Drawing a chart's news may take this part of the main thread: of ten charts together it is a fortieth. */
const share = 1 / 400;
const longest = 10_000;

/** When a chart draws its news: the more a draw costs, the less often, so that many large charts never keep the page busy. */
export class RedrawPace {
  #cost = 0;
  #last = Number.NEGATIVE_INFINITY;

  /** Takes note of a draw that began at `start` and ended at `end`, milliseconds. */
  drew(start: number, end: number): void {
    // The first draw makes the chart; later ones only feed it, so the newest costs count.
    this.#cost = this.#last === Number.NEGATIVE_INFINITY ? (end - start) / 4 : (this.#cost + end - start) / 2;
    this.#last = end;
  }

  /** How long to wait with news that came at `now`, milliseconds. */
  wait(now: number): number {
    return Math.max(0, this.#last + Math.min(longest, this.#cost / share) - now);
  }
}
