import { beforeEach, expect, test, vi } from "vitest";
import type { TimeSeriesAnswer } from "../api/types.ts";
import type { Attach } from "./connection.ts";
import { refusalOf, SeriesFeed, type SeriesListener } from "./series-feed.ts";

/** The hub's side: what it was asked for, and what it answers. */
class Hub {
  readonly asked: unknown[][] = [];
  refusal: Error | null = null;
  readonly #listeners = new Map<string, (value: never) => void>();
  #attach: Attach | null = null;

  on<T>(event: string, listener: (value: T) => void): void {
    this.#listeners.set(event, listener as (value: never) => void);
  }

  attach(attach: Attach): void {
    this.#attach = attach;
  }

  async connect(): Promise<void> {
    await this.#attach!(this as never);
    await Promise.resolve();
  }

  async invoke(...call: unknown[]): Promise<void> {
    this.asked.push(call);
    if (this.refusal) throw this.refusal;
  }

  send(event: string, value: unknown): void {
    this.#listeners.get(event)!(value as never);
  }
}

const answer: TimeSeriesAnswer = { metric: "m", unit: "", from: 0, to: 1, step: 0, times: [1], series: [] };
let hub: Hub;
let feed: SeriesFeed;
const listener = () => ({ watching: vi.fn(), answered: vi.fn(), stale: vi.fn(), refused: vi.fn() }) satisfies SeriesListener;

beforeEach(() => {
  hub = new Hub();
  feed = new SeriesFeed(hub);
});

test("each query is watched under an id of its own, again after each new connection, until it is let go", async () => {
  const [first, second] = [listener(), listener()];
  feed.watch("/a", first);
  await hub.connect();
  const stop = feed.watch("/b", second);
  expect(hub.asked).toEqual([["WatchSeries", "1", "/a"], ["WatchSeries", "2", "/b"]]);
  stop();
  expect(hub.asked.at(-1)).toEqual(["UnwatchSeries", "2"]);
  await hub.connect();
  expect(hub.asked.at(-1)).toEqual(["WatchSeries", "1", "/a"]);
  expect(first.watching).toHaveBeenCalledTimes(2);
});

test("points and staleness reach the one who watches, and no one who has stopped watching", async () => {
  const [first, second] = [listener(), listener()];
  const stop = feed.watch("/a", first);
  feed.watch("/b", second);
  await hub.connect();
  hub.send("series", { id: "1", answer, delaySeconds: 12 });
  hub.send("seriesStale", { id: "2" });
  expect(first.answered).toHaveBeenCalledExactlyOnceWith(answer, 12);
  expect(second.stale).toHaveBeenCalledOnce();
  expect([first.stale, second.answered].map((each) => each.mock.calls.length)).toEqual([0, 0]);
  stop();
  hub.send("series", { id: "1", answer });
  expect(first.answered).toHaveBeenCalledOnce();
});

test("a refusal has the server's message, a lost connection is none", async () => {
  const watcher = listener();
  hub.refusal = new Error("An unexpected error occurred invoking 'WatchSeries' on the server. HubException: step must be 10 at least.");
  feed.watch("/a", watcher);
  await hub.connect();
  expect(watcher.refused).toHaveBeenCalledExactlyOnceWith("step must be 10 at least.");
  hub.refusal = new Error("Invocation canceled due to the underlying connection being closed.");
  await hub.connect();
  expect(watcher.refused).toHaveBeenCalledOnce();
  expect(refusalOf(new Error("An unexpected error occurred invoking 'WatchSeries' on the server."))).toBe("The server cannot watch this.");
});
