import { expect, test } from "vitest";
import type { TimeSeries } from "../../api/types.ts";
import type { ChartRequest } from "../chart-request.ts";
import { LineNamer, distinguishingLabels } from "./line-names.ts";

const series = (client: string | null, labels: Record<string, string> = {}): TimeSeries => ({ client, labels, values: [] });
const names = new Map([["a", "rack-1"], ["b", "rack-2"]]);

/** The names that lines have in a chart. */
function namesIn(request: ChartRequest, answers: TimeSeries[][]): string[] {
  const namer = new LineNamer(request, answers, names);
  return answers.flatMap((each, index) => each.map((one) => namer.name(request.lines[index]!, namer.family(request.lines[index]!, one, distinguishingLabels(each)))));
}

test("a line a machine has the machine's name, and its id where that is not known", () => {
  expect(namesIn({ lines: [{ metric: "load1" }] }, [[series("a"), series("c")]])).toEqual(["rack-1", "c"]);
});

test("of one machine, what differs names the lines", () => {
  const lines = [{ metric: "gpu_power_watts", clients: ["a"] }];
  const gpus = ["0", "1"].map((gpu) => series("a", { gpu, uuid: `GPU-${gpu}-f00`, model: "H100" }));
  expect(namesIn({ lines }, [gpus])).toEqual(["gpu 0", "gpu 1"]);
  expect(namesIn({ lines }, [gpus.slice(0, 1)])).toEqual(["gpu_power_watts"]);
});

test("two metrics, and quantiles of one, have their names", () => {
  const clients = ["a"];
  expect(namesIn({ lines: [{ metric: "load1", clients }, { metric: "load5", clients }] }, [[series("a")], [series("a")]])).toEqual(["load1", "load5"]);
  const quantile = (q: number) => ({ metric: "m", aggregate: "quantile" as const, across: "all" as const, q });
  expect(namesIn({ lines: [quantile(0.05), quantile(0.95)] }, [[series(null)], [series(null)]])).toEqual(["m p5", "m p95"]);
});

test("a line with a name of its own has it behind the values of its labels, be there only one", () => {
  const lines = [{ metric: "read", clients: ["a"], by: ["device"], name: "read" }, { metric: "power", clients: ["a"], by: ["gpu"], name: "" }];
  expect(namesIn({ lines }, [[series("a", { device: "sda" })], [series("a", { gpu: "0" })]])).toEqual(["sda read", "0"]);
});

test("combined by client, the label is the machine", () => {
  expect(namesIn({ lines: [{ metric: "m", aggregate: "sum", across: "all", by: ["client"] }] }, [[series(null, { client: "a" }), series(null, { client: "b" })]]))
    .toEqual(["rack-1", "rack-2"]);
});

test("labels that say the same as a shorter one are left out, those that are needed are not", () => {
  const all = [["0", "a"], ["0", "b"], ["1", "a"]].map(([gpu, link]) => series("x", { gpu: gpu!, link: link!, long: `${gpu} ${link} and more` }));
  expect(distinguishingLabels(all)).toEqual(["gpu", "link"]);
});
