import { getJson } from "../api/http.ts";
import type { Client } from "../api/types.ts";

/**
 * All machines, asked for while the hub's connection is still being made: the page shows them that much earlier, and the
 * hub's own rows take their place. The page's head has the browser ask for them before this script is there.
 */
export async function earlyClients(): Promise<ReadonlyMap<string, Client> | null> {
  try {
    return new Map((await getJson<Client[]>("/api/clients")).map((client) => [client.id, client]));
  } catch {
    // The hub tells them all the same.
    return null;
  }
}
