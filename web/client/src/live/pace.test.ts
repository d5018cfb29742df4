import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { intervalFor, Pace } from "./pace.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (pass: () => void) => setTimeout(pass, 16));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a burst of changes is a pass at once and one with what came since, at most five a second", () => {
  const passes: number[] = [];
  const pace = new Pace(() => passes.push(Date.now()), Date.now);
  const start = Date.now();
  for (let i = 0; i < 1000; i++) {
    pace.request();
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(1000);
  expect(passes[0]! - start).toBeLessThan(20);
  expect(passes.length).toBeGreaterThanOrEqual(5);
  expect(passes.length).toBeLessThanOrEqual(6);
});

test("what was stopped does not come", () => {
  const pass = vi.fn();
  const pace = new Pace(pass, Date.now);
  pace.request();
  pace.stop();
  vi.advanceTimersByTime(1000);
  expect(pass).not.toHaveBeenCalled();
});

test.each([[1, 200], [20, 200], [50, 500], [9000, 2000]])("a pass of %d ms is followed by another after %d ms", (taken, interval) =>
  expect(intervalFor(taken)).toBe(interval));
