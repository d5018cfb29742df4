import type { Cluster, MethodCalls, NodeReport, NodeState } from "../api/types.ts";

/** A process without a report for this long is shown as silent. */
const silentAfter = 10_000;

export function isSilent({ heardAt }: NodeState, { time }: Cluster): boolean {
  return time - heardAt > silentAfter;
}

/** Processes that report: only these are summed up. */
export function heardOf(cluster: Cluster): NodeReport[] {
  return cluster.nodes.filter((node) => !isSilent(node, cluster)).map(({ report }) => report);
}

/** The sum of a figure over all labels and processes, or of its growth a second; null where none has it. */
export function total(nodes: readonly NodeReport[], name: string, of: "value" | "perSecond" = "value"): number | null {
  const found = nodes.flatMap(({ figures }) => figures.filter((figure) => figure.name === name)).map((figure) => figure[of]);
  return found.length === 0 ? null : found.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** A figure by one of its labels, over all processes. */
export function byLabel(nodes: readonly NodeReport[], name: string, label: string, of: "value" | "perSecond"): Map<string, number> {
  const sums = new Map<string, number>();
  for (const figure of nodes.flatMap(({ figures }) => figures)) {
    if (figure.name !== name) continue;
    const value = new RegExp(`[{,]${label}="([^"]*)"`).exec(figure.labels)?.[1] ?? "";
    sums.set(value, (sums.get(value) ?? 0) + (figure[of] ?? 0));
  }
  return sums;
}

/**
 * Seconds that each of something took lately, from a counter of seconds and one of how many; null where there were
 * none.
 */
export function meanSeconds(nodes: readonly NodeReport[], seconds: string, count: string): number | null {
  const many = total(nodes, count, "perSecond");
  return many ? (total(nodes, seconds, "perSecond") ?? 0) / many : null;
}

/**
 * Calls of each method over all processes, the busiest first. Means are of all calls; of 99th percentiles the highest
 * of a process is shown, as they cannot be added.
 */
export function callsOf(nodes: readonly NodeReport[]): MethodCalls[] {
  const methods = new Map<string, MethodCalls>();
  for (const call of nodes.flatMap(({ calls }) => calls)) {
    const key = `${call.grain}.${call.method}`;
    const before = methods.get(key);
    methods.set(key, before ? added(before, call) : call);
  }
  return [...methods.values()].sort((a, b) => b.callsPerSecond - a.callsPerSecond || b.calls - a.calls);
}

function added(a: MethodCalls, b: MethodCalls): MethodCalls {
  const rate = a.callsPerSecond + b.callsPerSecond;
  return {
    ...a,
    callsPerSecond: rate,
    errorsPerSecond: a.errorsPerSecond + b.errorsPerSecond,
    meanSeconds: rate === 0 ? null : ((a.meanSeconds ?? 0) * a.callsPerSecond + (b.meanSeconds ?? 0) * b.callsPerSecond) / rate,
    p99Seconds: a.p99Seconds === null && b.p99Seconds === null ? null : Math.max(a.p99Seconds ?? 0, b.p99Seconds ?? 0),
    calls: a.calls + b.calls,
    errors: a.errors + b.errors,
  };
}

/** A duration with three digits: 0.67 µs, 12.3 ms, 1.20 s. */
export function formatLatency(seconds: number | null): string {
  if (seconds === null) return "–";
  const [scale, unit]: [number, string] = seconds < 1e-3 ? [1e6, "µs"] : seconds < 1 ? [1e3, "ms"] : [1, "s"];
  const value = seconds * scale;
  return `${value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0)} ${unit}`;
}
