/** A draw takes about this many times as long as its script: the browser paints what the script has drawn. */
const paintFactor = 3;
/** Drawing a chart's new data may take this share of the main thread: ten charts take a thirtieth of it at most. */
const share = 1 / 300;
const longest = 20_000;
const longestForPixel = 60_000;

/**
 * When a chart draws new data: the more a draw costs, the less often, so that many large charts never block the page;
 * and not before time has moved on by half a pixel, for until then nothing new could be seen.
 */
export class RedrawPace {
  #cost = 0;
  #last = Number.NEGATIVE_INFINITY;

  /** @param random from 0 to 1: spreads charts that were drawn together. */
  constructor(private readonly random: () => number = Math.random) {}

  /** Takes note of a draw that began at `start` and ended at `end`, milliseconds. */
  drew(start: number, end: number): void {
    // The first draw makes the chart; later ones only feed it, so the newest costs count.
    this.#cost = this.#last === Number.NEGATIVE_INFINITY ? (end - start) / 4 : (this.#cost + end - start) / 2;
    this.#last = end;
  }

  /** How long to wait with data that arrived at `now`, where a pixel is this much time; milliseconds. */
  wait(now: number, pixel: number): number {
    const forCost = Math.min(longest, (this.#cost * paintFactor) / share);
    const forPixel = Math.min(longestForPixel, pixel / 2);
    return Math.max(0, this.#last + Math.max(forCost, forPixel) * (0.8 + 0.4 * this.random()) - now);
  }
}
