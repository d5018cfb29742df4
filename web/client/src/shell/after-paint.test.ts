import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AfterPaint } from "./after-paint.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (frame: () => void) => setTimeout(frame, 16));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("acts after the frame, not in it", () => {
  const done: string[] = [];
  const paint = new AfterPaint();
  requestAnimationFrame(() => done.push("before the paint"));
  paint.run(() => done.push("action"));
  requestAnimationFrame(() => done.push("the same frame"));
  vi.advanceTimersByTime(20);
  expect(done).toEqual(["before the paint", "the same frame", "action"]);
});

it("does only what was asked for last", () => {
  const done: string[] = [];
  const paint = new AfterPaint();
  paint.run(() => done.push("g"));
  vi.advanceTimersByTime(5);
  paint.run(() => done.push("gp"));
  vi.advanceTimersByTime(100);
  expect(done).toEqual(["gp"]);
});

it("forgets what waits when it is stopped", () => {
  const paint = new AfterPaint();
  const action = vi.fn();
  paint.run(action);
  paint.stop();
  vi.advanceTimersByTime(100);
  expect(action).not.toHaveBeenCalled();
});
