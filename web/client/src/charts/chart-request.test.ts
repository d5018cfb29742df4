import { expect, test } from "vitest";
import { isOfOneMachine, ofMachine } from "./chart-request.ts";

test("a request is of one machine if each of its lines is", () => {
  expect(isOfOneMachine({ lines: [{ metric: "a", clients: ["x"] }, { metric: "b", clients: ["x"] }] })).toBe(true);
  expect(isOfOneMachine({ lines: [{ metric: "a", clients: ["x"] }, { metric: "b" }] })).toBe(false);
  expect(isOfOneMachine({ lines: [{ metric: "a", clients: ["x", "y"] }] })).toBe(false);
});

test("any request can be asked of one machine", () => {
  const request = ofMachine({ title: "t", lines: [{ metric: "a" }, { metric: "b", clients: ["y", "z"] }] }, "x");
  expect(request).toEqual({ title: "t", lines: [{ metric: "a", clients: ["x"] }, { metric: "b", clients: ["x"] }] });
  expect(isOfOneMachine(request)).toBe(true);
});
