import { expect, test } from "vitest";
import { defaultWindow, type TimeWindow } from "./time-window.ts";
import { WindowHistory } from "./window-history.ts";

const hour: TimeWindow = { kind: "live", seconds: 3600 };
const fixed = (from: number, to: number): TimeWindow => ({ kind: "fixed", from, to });

test("each zoom can be taken back, down to the first window", () => {
  const history = new WindowHistory(hour, defaultWindow);
  history.go(fixed(0, 9000));
  history.go(fixed(1000, 7000));
  expect([history.back(), history.current]).toEqual([true, fixed(0, 9000)]);
  expect([history.back(), history.current, history.canGoBack]).toEqual([true, hour, false]);
  expect([history.back(), history.current]).toEqual([false, hour]);
});

test("the same window again is no step", () => {
  const history = new WindowHistory(hour, defaultWindow);
  history.go({ ...hour });
  expect(history.canGoBack).toBe(false);
});

test("pause freezes what is shown, live goes on with it", () => {
  const history = new WindowHistory(hour, defaultWindow);
  history.pause(10_000_000);
  expect(history.current).toEqual(fixed(6_400_000, 10_000_000));
  history.pause(20_000_000);
  expect(history.current).toEqual(fixed(6_400_000, 10_000_000));
  history.goLive();
  expect(history.current).toEqual(hour);
});

test("a shared address with a fixed window goes live with the default", () => {
  const history = new WindowHistory(fixed(0, 9000), defaultWindow);
  history.goLive();
  expect(history.current).toEqual(defaultWindow);
});
