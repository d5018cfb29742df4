import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ApiError, getJson } from "../api/http.ts";
import type { Machine } from "../api/types.ts";

/** Machines come seldom; one that is new shows its id until then. */
const refreshEvery = 60_000;

/** The names of all machines by their ids, for pages that show machines but not their rows. */
export class MachineNames implements ReactiveController {
  #names: ReadonlyMap<string, string> = new Map();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** Changes as a whole; empty until the first answer. */
  get byId(): ReadonlyMap<string, string> {
    return this.#names;
  }

  hostConnected(): void {
    void this.#load();
    this.#timer = setInterval(() => void this.#load(), refreshEvery);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  /** Without an answer the names stay as they are; unknown machines are shown by their ids. */
  async #load(): Promise<void> {
    try {
      const clients = await getJson<Machine[]>("/api/clients");
      const names = new Map(clients.map(({ id, name }) => [id, name]));
      if (names.size === this.#names.size && clients.every(({ id, name }) => this.#names.get(id) === name)) return;
      this.#names = names;
      this.host.requestUpdate();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
}
