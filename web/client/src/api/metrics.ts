import { getJson } from "./http.ts";
import type { Kind } from "./types.ts";

/** A metric that machines report. */
export interface MetricInfo {
  name: string;
  kind: Kind;
  unit: string;
  help: string;
}

/** A label of a metric with values that it has now. */
export interface LabelInfo {
  name: string;
  values: string[];
  /** There are more than these. */
  more: boolean;
}

/** What can be charted. */
export function listMetrics(): Promise<MetricInfo[]> {
  return getJson<MetricInfo[]>("/api/metrics");
}

const labels = new Map<string, Promise<LabelInfo[]>>();

/** The labels of a metric; asked once a page, a failure is asked again. */
export function listLabels(metric: string): Promise<LabelInfo[]> {
  let answer = labels.get(metric);
  if (!answer) {
    answer = getJson<LabelInfo[]>(`/api/metrics/${encodeURIComponent(metric)}/labels`);
    labels.set(metric, answer);
    answer.catch(() => labels.delete(metric));
  }
  return answer;
}
