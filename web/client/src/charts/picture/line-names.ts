import type { TimeSeries } from "../../api/types.ts";
import type { ChartRequest, RequestLine } from "../chart-request.ts";

/** The names of machines by their ids, as far as they are known. */
export type Names = ReadonlyMap<string, string>;

/**
 * Names the lines of a chart by what distinguishes them: the machine, the labels that differ, the metric; and no more.
 */
export class LineNamer {
  readonly #machines: boolean;
  readonly #metrics: boolean;

  constructor(request: ChartRequest, answers: readonly (readonly TimeSeries[])[], private readonly names: Names) {
    const clients = new Set(answers.flatMap((series) => series.map(clientOf)));
    this.#machines = clients.size > 1 || !request.lines.every(({ clients: asked }) => asked?.length === 1);
    this.#metrics = new Set(request.lines.map(whatOf)).size > 1;
  }

  /** What lines that belong together (a machine's, a device's) have in common. */
  family(line: RequestLine, series: TimeSeries, distinguishing: readonly string[]): string {
    const client = clientOf(series);
    const machine = this.#machines && client !== null ? this.names.get(client) ?? client : "";
    const labels = line.name === undefined
      ? distinguishing.map((label) => labelText(label, series.labels[label] ?? ""))
      : Object.entries(series.labels).filter(([label]) => label !== "client").map(([, value]) => value);
    return [machine, ...labels].filter((part) => part !== "").join(" ");
  }

  name(line: RequestLine, family: string): string {
    const own = line.name ?? (this.#metrics ? whatOf(line) : "");
    return [family, own].filter((part) => part !== "").join(" ") || whatOf(line);
  }
}

/** The machine of a series: where series of all machines are combined by `client`, it is a label. */
export function clientOf({ client, labels }: TimeSeries): string | null {
  return client ?? labels["client"] ?? null;
}

/** The fewest labels, those with the shortest values first, that distinguish a machine's series. */
export function distinguishingLabels(series: readonly TimeSeries[]): string[] {
  const names = [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))].filter((name) => name !== "client");
  const values = (name: string) => new Set(series.map(({ labels }) => labels[name] ?? ""));
  const length = (name: string) => Math.max(...[...values(name)].map((value) => value.length));
  const differing = names.filter((name) => values(name).size > 1).sort((a, b) => length(a) - length(b) || (a < b ? -1 : 1));
  const distinguishing: string[] = [];
  for (const name of differing) {
    const distinct = kinds(series, distinguishing);
    if (distinct === kinds(series, differing)) break;
    if (kinds(series, [...distinguishing, name]) > distinct) distinguishing.push(name);
  }
  return distinguishing;
}

function kinds(series: readonly TimeSeries[], names: readonly string[]): number {
  return new Set(series.map((each) => JSON.stringify([clientOf(each), ...names.map((name) => each.labels[name] ?? "")]))).size;
}

/** A bare number needs the label's name. */
function labelText(name: string, value: string): string {
  return /^[\d.]*$/.test(value) ? `${name} ${value}`.trim() : value;
}

function whatOf({ metric, q, aggregate, over }: RequestLine): string {
  const isQuantile = q !== undefined && (aggregate === "quantile" || over === "quantile");
  return isQuantile ? `${metric} p${Number((q * 100).toFixed(3))}` : metric;
}

