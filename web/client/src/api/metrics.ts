import { getJson } from "./http.ts";
import type { LabelInfo, MetricInfo } from "./types.ts";

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
