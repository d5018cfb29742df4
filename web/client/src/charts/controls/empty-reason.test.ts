import { expect, test } from "vitest";
import { emptyReason } from "./empty-reason.ts";

test("the reason names the metric and who should report it", () => {
  const names = new Map([["a", "rack-1"]]);
  expect(emptyReason({ lines: [{ metric: "gpu_temperature_celsius" }] }, names)).toBe("No machine reports gpu_temperature_celsius in this span.");
  expect(emptyReason({ lines: [{ metric: "a", clients: ["a"] }, { metric: "b", clients: ["a"] }] }, names)).toBe("rack-1 does not report a or b in this span.");
  expect(emptyReason({ lines: [{ metric: "a", clients: ["x", "y"], match: ['gpu="9"'] }] }, names))
    .toBe("None of these 2 machines reports a with these labels in this span.");
  expect(emptyReason({ lines: [] }, names)).toBe("This chart has no lines yet.");
});
