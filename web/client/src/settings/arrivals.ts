import type { Client } from "../api/types.ts";

/** A machine that came, and when it was first heard of; null: not yet. */
export interface Arrival { client: Client; first: number | null }

/** Machines that came since a moment, in the order in which they came. */
export class Arrivals {
  readonly #known: ReadonlySet<string>;
  readonly #first = new Map<string, number | null>();

  constructor(known: Iterable<string>) {
    this.#known = new Set(known);
  }

  /** Those that are there and were not; called with each change of the fleet. */
  of(clients: ReadonlyMap<string, Client>): Arrival[] {
    for (const { id, lastSeen } of clients.values()) {
      if (!this.#known.has(id)) this.#first.set(id, this.#first.get(id) ?? lastSeen);
    }
    return [...this.#first].flatMap(([id, first]) => {
      const client = clients.get(id);
      return client ? [{ client, first }] : [];
    });
  }
}
