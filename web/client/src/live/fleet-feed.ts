import type { Client } from "../api/types.ts";
import type { LiveConnection } from "./connection.ts";
import { Emitter } from "./emitter.ts";

/** Every machine's row, kept current. */
export class FleetFeed {
  readonly changed = new Emitter<void>();
  #clients: Map<string, Client> | null = null;

  /** With `gpus`, rows list the figures of each GPU; otherwise that list is empty. */
  constructor(connection: LiveConnection, gpus = false) {
    connection.on<Client[]>("fleet", (rows) => this.#update((clients) => {
      for (const row of rows) clients.set(row.id, row);
    }));
    connection.on<string[]>("fleetRemoved", (ids) => this.#update((clients) => {
      for (const id of ids) clients.delete(id);
    }));
    connection.attach(async (hub) => {
      const rows = await hub.invoke<Client[]>("WatchFleet", gpus);
      this.#clients = new Map(rows.map((row) => [row.id, row]));
      this.changed.emit();
    });
  }

  /** All machines, or null as long as the server has told none. */
  get clients(): ReadonlyMap<string, Client> | null {
    return this.#clients;
  }

  /** Rows that come before the first snapshot are in the snapshot. */
  #update(change: (clients: Map<string, Client>) => void): void {
    if (this.#clients === null) return;
    change(this.#clients);
    this.changed.emit();
  }
}
