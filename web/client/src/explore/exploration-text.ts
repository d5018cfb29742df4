import { emptyExploration, mostLines, shapes, type Exploration, type ExploredLine, type Taken } from "./exploration.ts";

const taken: readonly Taken[] = ["value", "rate", "increase"];
const aggregates = ["sum", "avg", "min", "max", "count"] as const;

/** An exploration as an address or a dashboard has it. What is as usual is left out, so that addresses stay short. */
export function writeExploration({ shape, lines, clients, group, top }: Exploration): string {
  return JSON.stringify({
    ...(shape === emptyExploration.shape ? {} : { shape }),
    lines: lines.map(writeLine),
    ...(clients.length ? { clients } : {}),
    ...(group === emptyExploration.group ? {} : { group }),
    ...(top ? { top } : {}),
  });
}

/** Reads an exploration from an address or a dashboard written by anybody; null if it is invalid. */
export function readExploration(text: string | null): Exploration | null {
  if (!text) return null;
  try {
    return toExploration(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The same of what JSON has become already. */
export function toExploration(value: unknown): Exploration | null {
  if (!isObject(value) || !Array.isArray(value["lines"])) return null;
  const lines = value["lines"].slice(0, mostLines).map(toLine);
  if (!lines.every((line) => line !== null)) return null;
  return {
    shape: shapes.find((shape) => shape === value["shape"]) ?? emptyExploration.shape,
    lines,
    clients: texts(value["clients"]),
    group: typeof value["group"] === "string" ? value["group"] : emptyExploration.group,
    top: Number.isInteger(value["top"]) && (value["top"] as number) > 0 ? (value["top"] as number) : 0,
  };
}

function writeLine({ metric, taken, aggregate, across, by, match, axis }: ExploredLine): object {
  return {
    metric,
    ...(taken === "value" ? {} : { taken }),
    ...(aggregate ? { aggregate } : {}),
    ...(across === "machine" ? {} : { across }),
    ...(by.length ? { by } : {}),
    ...(match.length ? { match } : {}),
    ...(axis === 1 ? {} : { axis }),
  };
}

function toLine(value: unknown): ExploredLine | null {
  if (!isObject(value) || typeof value["metric"] !== "string" || value["metric"] === "") return null;
  return {
    metric: value["metric"],
    taken: taken.find((each) => each === value["taken"]) ?? "value",
    aggregate: aggregates.find((each) => each === value["aggregate"]) ?? null,
    across: value["across"] === "all" ? "all" : "machine",
    by: texts(value["by"]),
    match: texts(value["match"]),
    axis: value["axis"] === 2 ? 2 : 1,
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
