import { expect, test } from "vitest";
import { loginUrl } from "./login.ts";
import { historyAddress, queryAddress } from "./timeseries.ts";

test("a history names its clients, conditions, aggregation, step and span", () => {
  const query = { metric: "cpu_seconds_total", clients: ["a b"], rate: true, match: ['cpu="0"'], aggregate: "avg" as const, by: ["mode", "cpu"] };
  expect(historyAddress(query, 10, 1000.7, 2000.2)).toBe(
    "/api/timeseries/cpu_seconds_total/rate?client=a+b&match=cpu%3D%220%22&agg=avg&by=mode%2Ccpu&step=10&from=1000&to=2001");
});

test("what is not asked for is not in the address", () => {
  expect(historyAddress({ metric: "load1", clients: ["x"] }, 0, 1, 2)).toBe("/api/timeseries/load1?client=x&step=0&from=1&to=2");
});

test("rates and increases have paths of their own, names of metrics cannot leave theirs", () => {
  expect(queryAddress({ metric: "a/../b", rate: true }, 0)).toBe("/api/timeseries/a%2F..%2Fb/rate?step=0");
  expect(queryAddress({ metric: "a", increase: true }, 0)).toBe("/api/timeseries/a/increase?step=0");
});

test("smallest and largest values of a step are asked for where there are steps", () => {
  expect(queryAddress({ metric: "m", over: "minmax" }, 60)).toBe("/api/timeseries/m?over=minmax&step=60");
  expect(queryAddress({ metric: "m", over: "minmax" }, 0)).toBe("/api/timeseries/m?step=0");
});

test("the login page gets the whole way back as one parameter", () => {
  expect(loginUrl("/machines/1?range=1h&x=2")).toBe("/login?returnUrl=%2Fmachines%2F1%3Frange%3D1h%26x%3D2");
});
