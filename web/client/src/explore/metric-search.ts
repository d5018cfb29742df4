import type { MetricInfo } from "../api/types.ts";
import type { Choice } from "../shell/combo-box.ts";

/**
 * Metrics that have each word of a search in name or help, names that start with it first, then names that have it,
 * then the rest; each in the order of names.
 */
export function searchMetrics(metrics: readonly MetricInfo[], search: string): MetricInfo[] {
  const words = search.toLowerCase().split(/[\s_]+/).filter((word) => word !== "");
  const found = metrics.filter(({ name, help }) => {
    const text = `${name} ${help}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rank = ({ name }: MetricInfo): number => {
    if (words.length === 0 || name.startsWith(words.join("_"))) return 0;
    return words.every((word) => name.includes(word)) ? 1 : 2;
  };
  return found.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** The metrics that fit a search, as a field offers them. */
export function metricChoices(metrics: readonly MetricInfo[], search: string): Choice[] {
  return searchMetrics(metrics, search).map(({ name, help }) => ({ value: name, text: name, ...(help === null ? {} : { help }) }));
}
