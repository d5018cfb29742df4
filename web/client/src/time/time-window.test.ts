import { expect, test } from "vitest";
import { defaultWindow, liveRanges, parseMoment, parseWindow, rangeName, spanOf, windowParameters, windowSeconds } from "./time-window.ts";

const parse = (text: string) => parseWindow(new URLSearchParams(text));

test("every range of the picker has an address that leads back to it", () => {
  for (const { name, seconds } of liveRanges) {
    expect(parse(`range=${name}`)).toEqual({ kind: "live", seconds });
    expect(rangeName(seconds)).toBe(name);
  }
});

test("a range of one's own is as good", () => {
  expect(parse("range=45m")).toEqual({ kind: "live", seconds: 2700 });
  expect(rangeName(2700)).toBe("45m");
  expect(rangeName(61)).toBe("61s");
  expect(parse("range=24h")).toEqual({ kind: "live", seconds: 86_400 });
});

test("from and to make a window that stays, and come before a range", () => {
  expect(parse("from=1000000&to=2000000&range=1h")).toEqual({ kind: "fixed", from: 1_000_000, to: 2_000_000 });
});

test.each(["", "range=0m", "range=99999y", "range=-5m", "range=<b>", "from=5&to=4", "from=1&to=2", "from=1e9&to=2e9", "from=1000000"])(
  "'%s' means the default", (text) => expect(parse(text)).toEqual(defaultWindow));

test("the address of a window leads back to it; the default needs none", () => {
  expect(windowParameters(defaultWindow)).toEqual({ range: null, from: null, to: null });
  expect(windowParameters({ kind: "live", seconds: 3600 })).toEqual({ range: "1h", from: null, to: null });
  expect(windowParameters({ kind: "fixed", from: 1000.4, to: 9000 })).toEqual({ range: null, from: "1000", to: "9000" });
});

test("a live window ends now, a fixed one where it does", () => {
  expect(spanOf({ kind: "live", seconds: 60 }, 100_000)).toEqual({ from: 40_000, to: 100_000 });
  expect(spanOf({ kind: "fixed", from: 1, to: 60_001 }, 100_000)).toMatchObject({ from: 1, to: 60_001 });
  expect(windowSeconds({ kind: "fixed", from: 1, to: 60_001 })).toBe(60);
});

test("a moment of an address is Unix milliseconds, and nothing else", () =>
  expect(["x", "-5", "", null, "12"].map(parseMoment)).toEqual([null, null, null, null, 12]));
