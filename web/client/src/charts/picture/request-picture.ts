import { compareNames } from "../../format/order.ts";
import { unitOf, type Unit } from "../../format/unit.ts";
import type { ChartRequest, RequestLine } from "../chart-request.ts";
import type { ChartData } from "../data/chart-data.ts";
import { combine, type LineTables } from "../data/combine.ts";
import { askedLines } from "../data/line-queries.ts";
import type { KeyedSeries, SeriesTable } from "../data/points.ts";
import { longestJoin } from "../data/step.ts";
import { machineColour } from "./colours.ts";
import { align } from "./frame.ts";
import { markGaps } from "./gaps.ts";
import { clientOf, LineNamer, distinguishingLabels, type Names } from "./line-names.ts";
import type { DrawnLine, Picture } from "./picture.ts";

interface Found {
  /** Its place in the request. */
  line: number;
  /** The answer that it is from: the line's, or that of what stands in. */
  answer: number;
  series: KeyedSeries;
  family: string;
  name: string;
  /** The place that its line gives it. */
  order: number | null;
}

interface PictureOptions {
  /** Seconds between points; 0: a point a report. */
  step: number;
  names: Names;
  /** Whether all series come from the same reports: then a value that is missing at a time is a gap, however short. */
  isOfReports: boolean;
}

/** The picture of a chart; null before its first history. */
export function dataPicture({ request, lines, step, source }: ChartData, names: Names): Picture | null {
  return lines && requestPicture(request, lines, { step, names, isOfReports: source.isOfReports });
}

/** What a request's data look like: named, coloured, put on one axis, the largest where only some are wanted. */
export function requestPicture(
  request: ChartRequest, data: readonly LineTables[], { step, names, isOfReports }: PictureOptions,
): Picture {
  const combined = data.map(combine);
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
    frame: markGaps(align(parts), longestJoin(step), !isOfReports),
    units: [unitOfAxis(request, combined, 1), unitOfAxis(request, combined, 2)],
    stacked: request.stacked === true,
    ceiling: request.ceiling ?? null,
    bands: bandsOf(request, shown),
    total: found.length,
  };
}

/** All lines: those of the request's first line first, each line's by name. */
function findLines(request: ChartRequest, answers: readonly (SeriesTable | null)[], names: Names): Found[] {
  const asked = askedLines(request);
  const reporting = request.lines.map(() => new Set<string>());
  const all = answers.map((answer, place) => {
    const { insteadOf, ...line } = asked[place]!;
    const others = insteadOf === undefined ? undefined : reporting[insteadOf]!;
    const wanted = (answer?.series ?? []).filter((series) => isWanted(line, series) && !others?.has(clientOf(series) ?? ""));
    for (const series of wanted) reporting[insteadOf ?? place]!.add(clientOf(series) ?? "");
    return wanted;
  });
  const namer = new LineNamer(request, all, names);
  return all.flatMap((each, answer) => {
    const distinguishing = distinguishingLabels(each);
    const place = asked[answer]!.insteadOf ?? answer;
    const line = request.lines[place]!;
    return each.map((series): Found => {
      const family = namer.family(line, series, distinguishing);
      return { line: place, answer, series, family, name: namer.name(line, family), order: orderOf(line, series) };
    }).sort(byOrder);
  });
}

function byOrder(a: Found, b: Found): number {
  return (a.order ?? Number.MAX_SAFE_INTEGER) - (b.order ?? Number.MAX_SAFE_INTEGER)
    || compareNames(a.name, b.name) || (a.series.key < b.series.key ? -1 : 1);
}

/** The place that a line gives to a series by its first `by` label; null where it gives none. */
function orderOf({ by, order }: RequestLine, { labels }: KeyedSeries): number | null {
  const place = by?.[0] === undefined ? -1 : order?.indexOf(labels[by[0]] ?? "") ?? -1;
  return place < 0 ? null : place;
}

/** Live queries of many machines may be asked for as those of all. */
function isWanted({ clients }: RequestLine, series: KeyedSeries): boolean {
  const client = clientOf(series);
  return clients === undefined || client === null || clients.includes(client);
}

function drawnLines({ lines }: ChartRequest, found: readonly Found[]): DrawnLine[] {
  const families = [...new Set(found.map(({ family }) => family))];
  const machines = new Set(found.map(({ series }) => clientOf(series)));
  const isLineAMachine = machines.size > 1 && families.length === machines.size;
  return found.map(({ line, series, family, name, order }) => {
    const { axis = 1, style, by } = lines[line]!;
    const client = clientOf(series);
    // Lines of one device share its colour where strokes distinguish them.
    const isOfOwnColour = families.length === 1 && !(by?.length && style);
    const ofFamily = isLineAMachine && client !== null ? machineColour(client) : families.indexOf(family);
    const colour = order ?? (isOfOwnColour ? line : ofFamily);
    const usual = families.length > 1 && line % 2 === 1 ? "dashed" : "solid";
    return { key: `${line} ${series.key}`, name, colour, style: style ?? usual, axis, client };
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
    const upper = shown.findIndex((other) => other.line === high && other.series.key === each.series.key);
    return upper < 0 ? [] : [[index, upper]];
  }));
}

function unitOfAxis({ lines, unit }: ChartRequest, answers: readonly (SeriesTable | null)[], axis: 1 | 2): Unit {
  if (unit && axis === 1) return unit;
  const place = lines.findIndex((line) => (line.axis ?? 1) === axis);
  const line = lines[place];
  if (!line) return unit ?? "count";
  return line.per ? "ratio" : unitOf(line.metric, answers[place]?.unit ?? null, line.rate === true);
}
