// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";

test("thresholds are what the page's data block says", async () => {
  document.body.innerHTML = `<script type="application/json" id="display-settings">{"thresholds":{"cpuRatio":[0.5,0.7,0.9]}}</script>`;
  const { thresholdsOf } = await import("./display-settings.ts");
  expect(thresholdsOf("cpuRatio")).toEqual([0.5, 0.7, 0.9]);
  expect(thresholdsOf("uptimeSeconds")).toBeUndefined();
});

test("a page without the block colours nothing, and saved settings go before those of the page", async () => {
  vi.resetModules();
  document.body.innerHTML = "";
  const { thresholdsOf, useThresholds } = await import("./display-settings.ts");
  expect(thresholdsOf("cpuRatio")).toBeUndefined();
  useThresholds({ cpuRatio: [0.1, 0.2, 0.3] });
  expect(thresholdsOf("cpuRatio")).toEqual([0.1, 0.2, 0.3]);
});
