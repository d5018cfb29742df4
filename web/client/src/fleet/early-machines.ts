import { getJson } from "../api/http.ts";
import type { Machine } from "../api/types.ts";

/**
 * All machines, asked for while the hub's connection is still being made: the page shows them that much earlier, and
 * the hub's own rows take their place. The page's head has the browser ask for them before this script is there.
 */
export async function earlyMachines(): Promise<ReadonlyMap<string, Machine> | null> {
  try {
    return new Map((await getJson<Machine[]>("/api/clients")).map((client) => [client.id, client]));
  } catch {
    // The hub sends them anyway.
    return null;
  }
}
