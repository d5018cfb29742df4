import type { Machine } from "../../api/types.ts";
import { isFiltering, passes, type Filters } from "../../fleet/filters.ts";

/**
 * The ids of the machines that the filters show, in order; null where nothing is filtered: then all are meant, later
 * ones too. What is critical changes from report to report, and charts would be loaded again each time: it is no filter
 * here.
 */
export function chosenIds(clients: Iterable<Machine>, filters: Filters): string[] | null {
  const steady = { ...filters, critical: false };
  return isFiltering(steady) ? [...clients].filter((client) => passes(client, steady)).map(({ id }) => id).sort() : null;
}
