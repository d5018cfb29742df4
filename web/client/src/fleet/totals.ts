import type { Machine } from "../api/types.ts";
import { isCritical } from "./alarms.ts";

/** The fleet in a few figures; null is "no machine reports it". */
export interface Totals {
  machines: number;
  online: number;
  offline: number;
  critical: number;
  gpus: number | null;
  gpusInUse: number | null;
  watts: number | null;
}

/** Counts machines; GPUs and power are those of online machines. */
export function totalsOf(clients: Iterable<Machine>): Totals {
  const totals: Totals = { machines: 0, online: 0, offline: 0, critical: 0, gpus: null, gpusInUse: null, watts: null };
  for (const client of clients) {
    totals.machines++;
    if (isCritical(client)) totals.critical++;
    if (!client.online) {
      totals.offline++;
      continue;
    }
    totals.online++;
    totals.gpus = plus(totals.gpus, client.figures.gpuCount);
    totals.gpusInUse = plus(totals.gpusInUse, client.figures.gpusInUse);
    totals.watts = plus(totals.watts, client.figures.powerWatts);
  }
  return totals;
}

function plus(sum: number | null, value: number | null): number | null {
  return value === null ? sum : (sum ?? 0) + value;
}
