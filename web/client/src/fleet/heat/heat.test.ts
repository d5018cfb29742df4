import { describe, expect, test } from "vitest";
import { testMachine } from "../../testing/machines.ts";
import { colourAt, colourOf, scaleOf } from "./colour-scale.ts";
import { domainOf, figuresOfGpus, figuresOfMachines, roundUp } from "./heat-figures.ts";
import { otherValues, tileName, tileValue } from "./heat-text.ts";
import { layoutTiles, smallest, tileAt, tileByKey } from "./tile-layout.ts";

/** Relative luminance, as WCAG has it. */
function luminance([r, g, b]: readonly number[]): number {
  const [x, y, z] = [r!, g!, b!].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x! + 0.7152 * y! + 0.0722 * z!;
}

describe("the scale of colours", () => {
  test("grows lighter all the way, in even steps", () => {
    const lightness = Array.from({ length: 33 }, (_, i) => 116 * Math.cbrt(luminance(colourAt(i / 32))) - 16);
    const steps = lightness.slice(1).map((each, i) => each - lightness[i]!);
    expect(Math.min(...steps)).toBeGreaterThan(1);
    expect(Math.max(...steps)).toBeLessThan(5);
  });
  test("has what is high stand out: light on dark, dark on light", () => {
    expect(scaleOf("dark").at(-1)).toBe("rgb(253 231 37)");
    expect(scaleOf("light").at(-1)).toBe("rgb(68 1 84)");
  });
  test("ends at its ends", () => {
    const scale = scaleOf("dark");
    expect(colourOf(scale, -5, [0, 1])).toBe(scale[0]);
    expect(colourOf(scale, 7, [0, 1])).toBe(scale.at(-1));
    expect(colourOf(scale, 1, [1, 1])).toBe(scale[0]);
  });
});

describe("tiles", () => {
  const thousand = { name: null, blocks: Array.from({ length: 1000 }, () => 8) };
  test("8,000 fit on a large screen", () => {
    const layout = layoutTiles([thousand], 1872, 880);
    expect(layout.height).toBeLessThanOrEqual(880);
    expect(layout.size).toBeGreaterThanOrEqual(9);
    expect(layout.x).toHaveLength(8000);
  });
  test("do not overlap, and keep within the width", () => {
    const { x, y, size } = layoutTiles([{ name: "A", blocks: [8, 3, 10, 1] }, { name: "B", blocks: [2] }], 300, 200);
    for (let i = 0; i < x.length; i++) {
      expect(x[i]! + size).toBeLessThanOrEqual(300);
      for (let k = 0; k < i; k++) expect(Math.abs(x[i]! - x[k]!) >= size || Math.abs(y[i]! - y[k]!) >= size).toBe(true);
    }
  });
  test("that cannot fit are small and go on below", () => {
    const layout = layoutTiles([thousand], 300, 200);
    expect(layout.size).toBe(smallest);
    expect(layout.height).toBeGreaterThan(200);
  });
  test("are found by a point and by keys", () => {
    const layout = layoutTiles([{ name: null, blocks: [1, 1, 1, 1, 1, 1] }], 150, 100);
    const second = tileAt(layout, layout.x[1]! + 2, layout.y[1]! + 2);
    expect(second).toBe(1);
    expect(tileAt(layout, -1, -1)).toBe(-1);
    expect(tileByKey(layout, "ArrowRight", 1)).toBe(2);
    expect(tileByKey(layout, "End", 1)).toBe(5);
    expect(tileByKey(layout, "Tab", 1)).toBeUndefined();
    const below = tileByKey(layout, "ArrowDown", 1)!;
    expect([layout.x[below], layout.y[below]! > layout.y[1]!]).toEqual([layout.x[1], true]);
    expect(tileByKey(layout, "ArrowUp", below)).toBe(1);
    expect(tileByKey(layout, "ArrowUp", 1)).toBe(1);
  });
});

test("figures have scales that do not move with each report", () => {
  const [temperature, utilization, power] = figuresOfGpus();
  expect(domainOf(temperature!, [40, 60])).toEqual([20, 90]);
  expect(domainOf(utilization!, [0.4])).toEqual([0, 1]);
  expect(domainOf(power!, [410, 12])).toEqual([0, 500]);
  expect(roundUp(0)).toBe(1);
  expect(roundUp(70)).toBe(70);
  expect(new Set(figuresOfMachines().map(({ id }) => id)).size).toBe(figuresOfMachines().length);
});

test("a tile says in words what it shows", () => {
  const gpu = { gpu: "3", utilizationRatio: 0.5, temperatureCelsius: 61, powerWatts: null, memoryRatio: null, fanRatio: null };
  const [temperature, , power] = figuresOfGpus();
  const tile = { client: testMachine("1", { name: "node" }), gpu };
  expect(`${tileName(tile)}: ${tileValue(tile, temperature!, 0)}`).toBe("\u2068node\u2069 GPU 3: Temperature 61 °C");
  expect(otherValues(tile, figuresOfGpus(), temperature!)).toEqual(["Utilization 50.0%"]);
  expect(tileValue(tile, power!, 0)).toBe("Power not known");
  const silent = { client: testMachine("1", { online: false, lastSeen: 0 }), gpu };
  expect(tileValue(silent, temperature!, 7_200_000)).toBe("offline, last seen 2h ago; then Temperature 61 °C");
});
