import { expect, test } from "vitest";
import { loginUrl } from "./login.ts";
import { timeSeriesUrl } from "./timeseries.ts";

test("a rate names its client, span, step, aggregation and labels", () => {
  const url = timeSeriesUrl({
    metric: "cpu_seconds_total", client: "a b", rate: true, labels: { cpu: "0" },
    from: 1000.7, to: 2000.2, step: 10, aggregate: "avg", by: ["mode", "cpu"],
  });
  expect(url).toBe(
    "/api/timeseries/cpu_seconds_total/rate?client=a+b&label.cpu=0&from=1000&to=2001&step=10&agg=avg&by=mode%2Ccpu");
});

test("what is not asked for is not in the address", () => {
  expect(timeSeriesUrl({ metric: "load1", client: "x", from: 1, to: 2, step: 0 }))
    .toBe("/api/timeseries/load1?client=x&from=1&to=2&step=0");
});

test("the login page gets the whole way back as one parameter", () => {
  expect(loginUrl("/machines/1?range=1h&x=2")).toBe("/login?returnUrl=%2Fmachines%2F1%3Frange%3D1h%26x%3D2");
});
