import { beforeEach, expect, test } from "vitest";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import type { Figure } from "./section.ts";
import { ShortHistory, stepMs, steps } from "./short-history.ts";

const now = 1000 * stepMs + 1;
let urls: string[];
let series: TimeSeriesAnswer["series"];
let history: ShortHistory;

const figure = (index: number, gpu: string): Figure => ({
  name: "", unit: "count", value: (values) => values[index] ?? null, past: { query: { metric: "m" }, labels: { gpu } },
});
const settled = () => new Promise((resolve) => setTimeout(resolve));
const known = (key: string, each: Figure) => history.line(key, each).flatMap((value, index) => (value === null ? [] : [[index - steps + 1, value]]));

beforeEach(() => {
  urls = [];
  series = [{ client: "c", labels: { gpu: "0" }, values: [1, 2] }, { client: "c", labels: { gpu: "1" }, values: [3, null] }];
  history = new ShortHistory("c", {
    now: () => now,
    fetch: async (url) => {
      urls.push(url);
      return { metric: "m", unit: "", from: 0, to: 0, step: stepMs, times: [999 * stepMs, 1000 * stepMs], series };
    },
  });
});

test("figures of one metric are fetched by one request, and each finds its own series", async () => {
  history.line("a", figure(0, "0"));
  history.line("b", figure(1, "1"));
  await settled();
  expect(urls).toHaveLength(1);
  expect(new URL(urls[0]!, "http://h").searchParams.get("step")).toBe("15");
  expect(known("a", figure(0, "0"))).toEqual([[-2, 1], [-1, 2]]);
  expect(known("b", figure(1, "1"))).toEqual([[-2, 3]]);
});

test("reports go on from there, the mean of each step, and history does not overwrite them", async () => {
  const each = figure(0, "0");
  history.line("a", each);
  history.append({ time: 1000 * stepMs, values: [7] });
  history.append({ time: 1000 * stepMs + 1, values: [10] });
  history.append({ time: 1000 * stepMs + 2, values: [20] });
  history.append({ time: 1000 * stepMs - 5, values: [99] });
  await settled();
  expect(known("a", each)).toEqual([[-2, 1], [-1, 7], [0, 15]]);
});

test("a figure made of an aggregate has its own request, and its values are mapped", async () => {
  series = [{ client: "c", labels: {}, values: [4, 8] }];
  const each: Figure = { name: "", unit: "ratio", value: () => null, past: { query: { metric: "m", rate: true, aggregate: "sum", match: ['mode!="idle"'] }, map: (v) => v / 4 } };
  history.line("a", each);
  await settled();
  expect(urls[0]).toContain("/m/rate?");
  expect(new URL(urls[0]!, "http://h").searchParams.get("match")).toBe('mode!="idle"');
  expect(known("a", each)).toEqual([[-2, 1], [-1, 2]]);
});

test("after an outage what was missed is fetched again", async () => {
  history.line("a", figure(0, "0"));
  await settled();
  history.refetch();
  history.line("a", figure(0, "0"));
  await settled();
  expect(urls).toHaveLength(2);
});

test("a server that does not answer leaves the line to the reports", async () => {
  history = new ShortHistory("c", { now: () => now, fetch: () => Promise.reject(new Error("gone")) });
  history.line("a", figure(0, "0"));
  await settled();
  history.append({ time: now, values: [5] });
  expect(known("a", figure(0, "0"))).toEqual([[0, 5]]);
});
