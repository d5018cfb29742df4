import { expect, test } from "vitest";
import { fromLocalInput, toLocalInput } from "./local-time.ts";

test("a moment goes into the input and comes out of it, to the second", () => {
  for (const time of [0, Date.UTC(2025, 2, 30, 1, 30), Date.UTC(2025, 9, 26, 12, 0, 59)]) expect(fromLocalInput(toLocalInput(time))).toBe(time);
  expect(toLocalInput(new Date(2025, 0, 2, 3, 4, 5).getTime())).toBe("2025-01-02T03:04:05");
});

test("an empty or broken input holds no moment", () => {
  expect(fromLocalInput("")).toBeNull();
  expect(fromLocalInput("soon")).toBeNull();
});
