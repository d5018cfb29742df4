import type { Machine } from "../api/types.ts";

/** A machine that enrolled, and the time of its first report; null: none yet. */
export interface Arrival { client: Machine; first: number | null }

/** Machines that enrolled since this was created, in order. */
export class Arrivals {
  readonly #known: ReadonlySet<string>;
  readonly #first = new Map<string, number | null>();

  constructor(known: Iterable<string>) {
    this.#known = new Set(known);
  }

  /** Those that are there and were not; called with each change of the fleet. */
  of(clients: ReadonlyMap<string, Machine>): Arrival[] {
    for (const { id, lastSeen } of clients.values()) {
      if (!this.#known.has(id)) this.#first.set(id, this.#first.get(id) ?? lastSeen);
    }
    return [...this.#first].flatMap(([id, first]) => {
      const client = clients.get(id);
      return client ? [{ client, first }] : [];
    });
  }
}
