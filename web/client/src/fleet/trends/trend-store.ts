import type { Figures } from "../../api/types.ts";
import { Emitter } from "../../live/emitter.ts";
import { trendQueries, type TrendQuery } from "./trend-queries.ts";
import { fetchTrends, type Trend } from "./trend.ts";

/** Fetched again when older, milliseconds. */
const fresh = 60_000;
/** Rows come into view faster than anybody reads while a list is scrolled: asked for when it rests. */
const settle = 250;
/** A list that never rests, such as one sorted by what changes, is asked for all the same. */
const longestWait = 1000;
/** As many machines in a request as its address has room for. */
const batch = 120;
/** Requests at a time: the page has others that matter more. */
const parallel = 3;
/** Machines remembered a figure; those looked at longest ago are forgotten first. */
const most = 600;

type Figure = keyof Figures;
interface Entry {
  /** Null: the machine has no such history. */
  trend: Trend | null;
  fetched: number;
}
type Fetch = typeof fetchTrends;

/** The last hour of figures of the machines in view: fetched as they come into view, kept for a minute. */
export class TrendStore {
  readonly changed = new Emitter<void>();
  readonly #entries = new Map<Figure, Map<string, Entry>>();
  #wanted: { figures: readonly Figure[]; clients: readonly string[] } = { figures: [], clients: [] };
  #wantedKey = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wantedSince = 0;
  #abort: AbortController | undefined;
  #loading = false;

  constructor(private readonly now: () => number, private readonly fetch: Fetch = fetchTrends) {}

  get(figure: Figure, client: string): Trend | null {
    return this.#entries.get(figure)?.get(client)?.trend ?? null;
  }

  /** Sets what is in view, on each render; what is missing or old is fetched once this has settled. */
  want(figures: readonly Figure[], clients: readonly string[]): void {
    const key = `${figures.join()} ${clients.join()}`;
    const isSame = key === this.#wantedKey;
    this.#wantedKey = key;
    this.#wanted = { figures: figures.filter((figure) => trendQueries[figure]), clients: clients.slice(0, most) };
    if (this.#timer === undefined) this.#wantedSince = this.now();
    else if (isSame || this.now() - this.#wantedSince >= longestWait) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#load();
    }, settle);
  }

  /** Fetches nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wanted = { figures: [], clients: [] };
    this.#abort?.abort();
  }

  /** What is wanted while this runs is looked at when it has ended. */
  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    this.#abort = new AbortController();
    try {
      for (let jobs = this.#jobs(); jobs.length > 0; jobs = this.#jobs()) {
        await Promise.all(jobs.slice(0, parallel).map(([figure, clients]) => this.#fetch(figure, clients, this.#abort!.signal)));
        this.changed.emit();
      }
    } catch {
      // Stopped.
    } finally {
      this.#loading = false;
    }
  }

  #jobs(): [Figure, string[]][] {
    const { figures, clients } = this.#wanted;
    return figures.flatMap((figure): [Figure, string[]][] => {
      const missing = clients.filter((client) => !this.#isFresh(figure, client)).slice(0, batch);
      return missing.length > 0 ? [[figure, missing]] : [];
    });
  }

  #isFresh(figure: Figure, client: string): boolean {
    const entry = this.#entries.get(figure)?.get(client);
    return entry !== undefined && this.now() - entry.fetched < fresh;
  }

  async #fetch(figure: Figure, clients: readonly string[], signal: AbortSignal): Promise<void> {
    const found = new Map<string, Trend>();
    const to = Math.ceil(this.now() / 1000) * 1000;
    for (const query of trendQueries[figure]!) {
      const missing = clients.filter((client) => !found.has(client));
      if (missing.length > 0) for (const each of await this.#ask(query, missing, to, signal)) found.set(...each);
    }
    const entries = this.#entries.get(figure) ?? new Map<string, Entry>();
    this.#entries.set(figure, entries);
    for (const client of clients) {
      entries.delete(client);
      entries.set(client, { trend: found.get(client) ?? null, fetched: this.now() });
    }
    for (const client of entries.keys()) if (entries.size > most) entries.delete(client);
  }

  /** A history that cannot be had now leaves its cells without a line, and is asked for again in a minute. */
  async #ask(query: TrendQuery, clients: readonly string[], to: number, signal: AbortSignal): Promise<Map<string, Trend>> {
    try {
      return await this.fetch(query, clients, to, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return new Map();
    }
  }
}
