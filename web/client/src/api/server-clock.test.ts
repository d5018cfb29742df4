import { expect, test } from "vitest";
import { ServerClock } from "./server-clock.ts";

const local = Date.UTC(2025, 0, 1, 12, 0, 0);

test("a header within rounding leaves the local clock as it is", () => {
  const clock = new ServerClock(() => local);
  clock.observe(new Date(local - 900).toUTCString());
  expect(clock.now()).toBe(local);
});

test("a local clock that is five minutes behind is put right", () => {
  const clock = new ServerClock(() => local);
  clock.observe(new Date(local + 300_000).toUTCString());
  expect(Math.abs(clock.now() - (local + 300_000))).toBeLessThanOrEqual(1000);
});

test("a missing or unreadable header changes nothing", () => {
  const clock = new ServerClock(() => local);
  clock.observe(null);
  clock.observe("soon");
  expect(clock.now()).toBe(local);
});
