/**
 * The server's clock as far as a browser can tell: ages and time windows must not depend on how wrong the
 * viewer's own clock is. Fed with the `Date` header of each answer, which is exact to a second.
 */
export class ServerClock {
  #offset = 0;

  constructor(private readonly local: () => number = Date.now) {}

  /** Milliseconds since 1970 by the server's clock. */
  now(): number {
    return this.local() + this.#offset;
  }

  /** Takes note of an answer's `Date` header; one that is missing or unreadable changes nothing. */
  observe(dateHeader: string | null): void {
    const serverTime = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
    if (Number.isNaN(serverTime)) return;
    const offset = serverTime + 500 - this.local();
    // The header has whole seconds: a difference within one is rounding, not a wrong clock.
    this.#offset = Math.abs(offset) <= 1500 ? 0 : offset;
  }
}

export const serverClock = new ServerClock();
