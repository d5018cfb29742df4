import type { HubConnection } from "@microsoft/signalr";
import type { TimeSeriesAnswer } from "../api/types.ts";
import { liveConnection, type LiveConnection } from "./connection.ts";

/** Receives the events of a live query. */
export interface SeriesListener {
  /** Watching began (again): points may have been missed, so history must be fetched from here on. */
  watching(): void;
  /**
   * The newest points: all that are later than the answer's `from`; with how many seconds they are behind the machines'
   * reports, where the server is busy.
   */
  answered(answer: TimeSeriesAnswer, delaySeconds: number | null): void;
  /** Something older changed or was missed: history must be fetched again. */
  stale(): void;
  /** The server does not watch this; the reason is for display. */
  refused(reason: string): void;
}

interface Watch {
  query: string;
  listener: SeriesListener;
}

/** Live queries of the page: history queries without an end, whose newest points the hub sends as they come. */
export class SeriesFeed {
  readonly #watches = new Map<string, Watch>();
  #hub: HubConnection | null = null;
  #count = 0;

  constructor(connection: Pick<LiveConnection, "on" | "attach">) {
    connection.on<{ id: string; answer: TimeSeriesAnswer; delaySeconds?: number }>("series", ({ id, answer, delaySeconds }) =>
      this.#watches.get(id)?.listener.answered(answer, delaySeconds ?? null));
    connection.on<{ id: string }>("seriesStale", ({ id }) => this.#watches.get(id)?.listener.stale());
    connection.attach(async (hub) => {
      this.#hub = hub;
      for (const id of this.#watches.keys()) void this.#begin(id);
    });
  }

  /** Watches a query (an address of /api/timeseries without from and to) until the returned function is called. */
  watch(query: string, listener: SeriesListener): () => void {
    const id = String(++this.#count);
    this.#watches.set(id, { query, listener });
    void this.#begin(id);
    return () => {
      if (this.#watches.delete(id)) this.#hub?.invoke("UnwatchSeries", id).catch(() => {});
    };
  }

  async #begin(id: string): Promise<void> {
    const hub = this.#hub;
    const watch = this.#watches.get(id);
    if (!hub || !watch) return;
    try {
      await hub.invoke("WatchSeries", id, watch.query);
      if (this.#watches.has(id)) watch.listener.watching();
    } catch (error) {
      // A lost connection is no refusal: the next one starts the watch again.
      const reason = refusalOf(error);
      if (reason !== null && this.#watches.has(id)) watch.listener.refused(reason);
    }
  }
}

/** The words of a HubException, which SignalR puts behind words of its own; null for errors of the connection. */
export function refusalOf(error: unknown): string | null {
  const message = error instanceof Error ? error.message : "";
  if (!message.includes("on the server")) return null;
  return /HubException: (.*)$/s.exec(message)?.[1] ?? "The server cannot watch this.";
}

let page: SeriesFeed | undefined;

/** The live queries of this page, made when first asked for. */
export function seriesFeed(): SeriesFeed {
  page ??= new SeriesFeed(liveConnection());
  return page;
}
