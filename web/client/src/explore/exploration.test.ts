import { describe, expect, test } from "vitest";
import { emptyExploration, lineOf, type Exploration } from "./exploration.ts";
import { readExploration, toExploration, writeExploration } from "./exploration-text.ts";

const full: Exploration = {
  shape: "box",
  lines: [
    { metric: "gpu_power_watts", taken: "value", aggregate: "max", across: "all", by: ["model", "client"], match: ['gpu=~"0|1"'], axis: 2 },
    lineOf("cpu_seconds_total", "counter"),
  ],
  clients: ["a", "b"], group: "model", top: 5,
};

describe("an exploration", () => {
  test("comes back from its text as it was", () => {
    expect(readExploration(writeExploration(full))).toEqual(full);
    expect(readExploration(writeExploration({ ...emptyExploration, lines: [lineOf("load1", "gauge")] })))
      .toEqual({ ...emptyExploration, lines: [lineOf("load1", "gauge")] });
  });

  test("takes the rate of counters by itself", () => {
    expect(lineOf("cpu_seconds_total", "counter").taken).toBe("rate");
    expect(lineOf("load1", "gauge").taken).toBe("value");
  });

  test.each(["", "{", "null", "[]", "1", '"x"', "{}", '{"lines":[1]}', '{"lines":[{"metric":""}]}'])("of %j there is none", (text) => {
    expect(readExploration(text)).toBeNull();
  });

  test("ignores what it does not know, and bounds what it takes", () => {
    const wild = toExploration({ shape: "pie", top: -1, group: 7, clients: [1, "a"], lines: Array(20).fill({ metric: "m", aggregate: "evil", axis: 9 }) })!;
    expect(wild).toMatchObject({ shape: "lines", top: 0, group: "client", clients: ["a"] });
    expect(wild.lines).toHaveLength(8);
    expect(wild.lines[0]).toMatchObject({ aggregate: null, axis: 1 });
  });
});
