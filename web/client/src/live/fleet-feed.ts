import type { Machine } from "../api/types.ts";
import type { LiveConnection } from "./connection.ts";
import { Emitter } from "./emitter.ts";

export interface FleetFeedOptions {
  /** Whether rows come with the figures of each GPU. */
  gpus?: boolean;
}

/** Every machine's row, kept current. */
export class FleetFeed {
  readonly changed = new Emitter<void>();
  #clients: Map<string, Machine> | null = null;

  constructor(connection: LiveConnection, { gpus = false }: FleetFeedOptions = {}) {
    connection.on<Machine[]>("fleet", (rows) => this.#update((clients) => {
      for (const row of rows) clients.set(row.id, row);
    }));
    connection.on<string[]>("fleetRemoved", (ids) => this.#update((clients) => {
      for (const id of ids) clients.delete(id);
    }));
    connection.attach(async (hub) => {
      const rows = await hub.invoke<Machine[]>("WatchFleet", gpus);
      this.#clients = new Map(rows.map((row) => [row.id, row]));
      this.changed.emit();
    });
  }

  /** All machines, or null before the first answer of the server. */
  get clients(): ReadonlyMap<string, Machine> | null {
    return this.#clients;
  }

  /** Rows that come before the first snapshot are in the snapshot. */
  #update(change: (clients: Map<string, Machine>) => void): void {
    if (this.#clients === null) return;
    change(this.#clients);
    this.changed.emit();
  }
}
