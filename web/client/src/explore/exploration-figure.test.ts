import { expect, test } from "vitest";
import type { TimeSeriesAnswer } from "../api/types.ts";
import { emptyExploration, lineOf } from "./exploration.ts";
import { explorationFigure } from "./exploration-figure.ts";

const answer = (...clients: string[]): TimeSeriesAnswer => ({
  metric: "load1", unit: "", from: 0, to: 10, step: 10, times: [10], series: clients.map((client, index) => ({ client, labels: {}, values: [index] })),
});
const view = { ...emptyExploration, shape: "heat", lines: [lineOf("load1", "gauge")] } as const;

test("rows of a heat map are in the order of names, the first on top", () => {
  const figure = explorationFigure({ ...view, clients: [], lines: [...view.lines] }, [answer("node10", "node9", "node1")], (client) => client)!;
  expect(figure.traces[0]!["y"]).toEqual(["node10", "node9", "node1"]);
  expect(figure.traces[0]!["z"]).toEqual([[0], [1], [2]]);
});

test("without a value there is nothing to draw", () => {
  const nothing = answer("a");
  nothing.series[0]!.values[0] = null;
  expect(explorationFigure({ ...view, clients: [], lines: [...view.lines] }, [nothing], (client) => client)).toBeNull();
});
