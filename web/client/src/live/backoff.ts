const first = 500;
const longest = 15_000;

/**
 * Milliseconds to wait before attempt `attempt` (0 is the first): doubling from half a second to 15 s, with up to a
 * quarter taken off at random, so that a room full of browsers does not return in one instant.
 */
export function backoff(attempt: number, random: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt, 16));
  return Math.round(full * (1 - 0.25 * random));
}
