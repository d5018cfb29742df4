import { describe, expect, test } from "vitest";
import { equalTo, matchAll, matcherText, parseMatcher } from "./matchers.ts";

describe("conditions", () => {
  test.each(['plain', 'with "quotes"', "back\\slash", "two\nlines", "", "\\n"])("come back from their text: %j", (value) => {
    const matcher = { label: "model", operator: "=~", value } as const;
    expect(parseMatcher(matcherText(matcher))).toEqual(matcher);
  });

  test("that are none are refused", () => {
    expect(parseMatcher('model="a" or 1')).toBeNull();
    expect(parseMatcher("model=a")).toBeNull();
  });

  test.each([
    ['gpu="0"', true], ['gpu="1"', false], ['gpu!="1"', true], ['gpu!="0"', false], ['gpu=~"0|1"', true], ['gpu=~"[1-9]"', false],
    ['gpu!~"1.*"', true], ['model=~"H"', false], ['model=~"H.*"', true], ['mig=""', true], ['mig!=""', false], ['mig=~".+"', false],
  ])("%s of GPU 0: %s", (text, holds) => expect(matchAll([text])({ gpu: "0", model: "H100" })).toBe(holds));

  test("must all hold; without any everything is meant", () => {
    expect(matchAll(['a="1"', 'b="2"'])({ a: "1", b: "3" })).toBe(false);
    expect(matchAll([])({})).toBe(true);
    expect(() => matchAll(["a=1"])).toThrow("a=1");
  });

  test("of labels hold for these labels, whatever they are", () => {
    const hostile = { device: 'a"\\\n=~', "mount": "/" };
    expect(matchAll(equalTo(hostile))(hostile)).toBe(true);
    expect(matchAll(equalTo(hostile))({ ...hostile, mount: "" })).toBe(false);
  });
});
