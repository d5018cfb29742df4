import { expect, test } from "vitest";
import { backoff } from "./backoff.ts";

test("it doubles, stays bounded for ever, and is spread by a quarter", () => {
  expect([0, 1, 2, 3].map((attempt) => backoff(attempt, 0))).toEqual([500, 1000, 2000, 4000]);
  expect(backoff(1_000_000, 0)).toBe(15_000);
  expect(backoff(2, 1)).toBe(1500);
});
