import type { TimeSeries, TimeSeriesAnswer } from "../../api/types.ts";
import { unitOf, type Unit } from "../../format/unit.ts";
import { askedLines, type ChartRequest, type RequestLine } from "../chart-request.ts";
import { machineColour } from "./colours.ts";
import { combine } from "../data/combine.ts";
import { align } from "./frame.ts";
import { markGaps } from "./gaps.ts";
import { clientOf, LineNamer, tellingLabels, type Names } from "./line-names.ts";
import type { DrawnLine, Picture } from "./picture.ts";
import type { LineAnswers } from "../data/query-chart.ts";
import { longestJoin } from "../data/step.ts";
import { seriesKey } from "../data/tail.ts";

interface Found {
  /** Its place in the request. */
  line: number;
  /** The answer that it is from: the line's, or that of what stands in. */
  answer: number;
  series: TimeSeries;
  family: string;
  name: string;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** What a request's answers look like: named, coloured, put on one axis, the largest where only some are wanted. */
export function requestPicture(request: ChartRequest, answers: readonly LineAnswers[], step: number, names: Names): Picture {
  const combined = answers.map(combine);
  const found = findLines(request, combined, names);
  const shown = request.top === undefined ? found : largest(found, request.top);
  // Columns are put together answer by answer: lines have to be in that order.
  shown.sort((a, b) => a.answer - b.answer);
  const parts = combined.map((answer, place) => ({
    times: answer?.times ?? [],
    columns: shown.filter((each) => each.answer === place).map(({ series }) => series.values),
  })).filter(({ columns }) => columns.length > 0);
  return {
    lines: drawnLines(request, shown),
    frame: markGaps(align(parts), longestJoin(step)),
    units: [unitOfAxis(request, combined, 1), unitOfAxis(request, combined, 2)],
    stacked: request.stacked === true,
    ceiling: request.ceiling ?? null,
    bands: bandsOf(request, shown),
    total: found.length,
  };
}

/** All lines: those of the request's first line first, each line's by name. */
function findLines(request: ChartRequest, answers: readonly (TimeSeriesAnswer | null)[], names: Names): Found[] {
  const asked = askedLines(request);
  const told = request.lines.map(() => new Set<string>());
  const all = answers.map((answer, place) => {
    const { insteadOf, ...line } = asked[place]!;
    const wanted = (answer?.series ?? []).filter((series) => isWanted(line, series) && !(insteadOf !== undefined && told[insteadOf]!.has(clientOf(series) ?? "")));
    for (const series of wanted) told[insteadOf ?? place]!.add(clientOf(series) ?? "");
    return wanted;
  });
  const namer = new LineNamer(request, all, names);
  return all.flatMap((each, answer) => {
    const telling = tellingLabels(each);
    const line = asked[answer]!.insteadOf ?? answer;
    return each.map((series) => {
      const family = namer.family(series, telling);
      return { line, answer, series, family, name: namer.name(request.lines[line]!, family) };
    }).sort((a, b) => collator.compare(a.name, b.name) || (seriesKey(a.series) < seriesKey(b.series) ? -1 : 1));
  });
}

/** Live queries of many machines may be asked for as those of all. */
function isWanted({ clients }: RequestLine, series: TimeSeries): boolean {
  const client = clientOf(series);
  return clients === undefined || client === null || clients.includes(client);
}

function drawnLines({ lines }: ChartRequest, found: readonly Found[]): DrawnLine[] {
  const families = [...new Set(found.map(({ family }) => family))];
  const machines = new Set(found.map(({ series }) => clientOf(series)));
  const isLineAMachine = machines.size > 1 && families.length === machines.size;
  return found.map(({ line, series, family, name }) => {
    const { axis = 1, style } = lines[line]!;
    const client = clientOf(series);
    const colour = families.length === 1 ? line : isLineAMachine && client !== null ? machineColour(client) : families.indexOf(family);
    const usual = families.length > 1 && line % 2 === 1 ? "dashed" : "solid";
    return { key: `${line} ${seriesKey(series)}`, name, colour, style: style ?? usual, axis, client };
  });
}

function largest(found: readonly Found[], count: number): Found[] {
  const means = new Map(found.map((each) => [each, mean(each.series.values)]));
  const chosen = new Set([...found].sort((a, b) => means.get(b)! - means.get(a)!).slice(0, count));
  return found.filter((each) => chosen.has(each));
}

function mean(values: readonly (number | null)[]): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (value === null) continue;
    sum += value;
    count++;
  }
  return count === 0 ? Number.NEGATIVE_INFINITY : sum / count;
}

/** Bands name lines of the request; each of their families has its own area. */
function bandsOf({ bands = [] }: ChartRequest, shown: readonly Found[]): [number, number][] {
  return bands.flatMap(([low, high]) => shown.flatMap((each, index): [number, number][] => {
    if (each.line !== low) return [];
    const upper = shown.findIndex((other) => other.line === high && seriesKey(other.series) === seriesKey(each.series));
    return upper < 0 ? [] : [[index, upper]];
  }));
}

function unitOfAxis({ lines, unit }: ChartRequest, answers: readonly (TimeSeriesAnswer | null)[], axis: 1 | 2): Unit {
  if (unit && axis === 1) return unit;
  const place = lines.findIndex((line) => (line.axis ?? 1) === axis);
  const line = lines[place];
  if (!line) return unit ?? "count";
  return line.per ? "ratio" : unitOf(line.metric, answers[place]?.unit ?? null, line.rate === true);
}
