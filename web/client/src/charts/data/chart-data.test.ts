import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import type { SeriesListener } from "../../live/series-feed.ts";
import { isOfOneMachine, type ChartRequest } from "../chart-request.ts";
import { ChartData } from "./chart-data.ts";
import { QuerySource } from "./query-source.ts";
import { stepOfQueries } from "./step.ts";
import { windowSeconds, type TimeWindow } from "../../time/time-window.ts";

const start = Date.UTC(2025, 0, 1, 12);
const second = 1000;
const live: TimeWindow = { kind: "live", seconds: 300 };
const one: ChartRequest = { lines: [{ metric: "load1", clients: ["m"] }] };

/** A server with a report every 10 s up to `stored` (each value is its time in seconds) that answers when told to. */
class Server {
  stored = start;
  requests: { url: string; signal: AbortSignal; answer: () => void; fail: (error: Error) => void }[] = [];
  watches: { query: string; listener: SeriesListener; open: boolean }[] = [];

  readonly feed = {
    watch: (query: string, listener: SeriesListener): (() => void) => {
      const watch = { query, listener, open: true };
      this.watches.push(watch);
      return () => (watch.open = false);
    },
  };

  readonly fetch = (url: string, signal: AbortSignal): Promise<TimeSeriesAnswer> => new Promise((resolve, reject) => {
    this.requests.push({ url, signal, answer: () => resolve(this.points(Number(new URL(url, "http://x").searchParams.get("from")))), fail: reject });
  });

  now = (): number => this.stored + second;

  points(from: number): TimeSeriesAnswer {
    const times: number[] = [];
    for (let time = Math.ceil(from / 10_000) * 10_000; time <= this.stored; time += 10_000) if (time > from) times.push(time);
    const values = times.map((time) => time / second);
    return { metric: "load1", unit: "", from, to: this.stored, step: 0, times, series: [{ client: "m", labels: {}, values }] };
  }

  /** A report later, and the hub pushes it to all who watch. */
  tick(delaySeconds: number | null = null): void {
    const since = this.stored;
    this.stored += 10 * second;
    for (const { listener } of this.watches) listener.answered(this.points(since), delaySeconds);
  }

  async answerAll(): Promise<void> {
    for (const { answer } of this.requests.splice(0)) answer();
    await vi.advanceTimersByTimeAsync(0);
  }
}

let server: Server;
let chart: ChartData;
const open = (request: ChartRequest = one, window: TimeWindow = live) =>
  (chart = new ChartData(request, window, stepOfQueries(windowSeconds(window), 700, isOfOneMachine(request)), new QuerySource(server, server.feed)));
const points = () => chart.lines![0]!.metric!;

/** All times in order, none twice, each with its own value. */
function expectWhole(): void {
  const { times, series } = points();
  const expected = Array.from({ length: times.length }, (_, index) => server.stored - (times.length - 1 - index) * 10 * second);
  expect(times).toEqual(expected);
  expect(series[0]!.values).toEqual(times.map((time) => time / second));
}

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
});
afterEach(() => {
  chart.close();
  vi.useRealTimers();
});

test("history is asked for once watching has begun", async () => {
  open();
  expect(server.watches[0]!.query).toBe("/api/timeseries/load1?client=m&step=0");
  expect(server.requests).toEqual([]);
  server.watches[0]!.listener.watching();
  const { pathname, searchParams } = new URL(server.requests[0]!.url, "http://x");
  expect(pathname).toBe("/api/timeseries/load1");
  expect(Number(searchParams.get("from"))).toBe(server.now() - 300 * second);
  expect(Number(searchParams.get("to"))).toBeGreaterThan(server.now());
  expect(chart.status).toBe("loading");
  await server.answerAll();
  expect(chart.status).toBe("ready");
  expectWhole();
});

test.each([["as of its answer", false], ["as of its question", true]])(
  "points that came while history (%s) loaded are there once", async (_, early) => {
    open();
    server.watches[0]!.listener.watching();
    const asked = server.points(server.now() - 300 * second);
    server.tick();
    server.tick();
    if (early) vi.spyOn(server, "points").mockReturnValueOnce(asked);
    await server.answerAll();
    expectWhole();
    server.tick();
    expectWhole();
  });

test("a new connection fetches what was missed, and the old points are kept up to date meanwhile", async () => {
  open();
  server.watches[0]!.listener.watching();
  await server.answerAll();
  server.stored += 60 * second;
  server.watches[0]!.listener.watching();
  expect(chart.status).toBe("ready");
  server.tick();
  await server.answerAll();
  expectWhole();
});

test("what became stale is fetched again, once for many pieces", async () => {
  open();
  server.watches[0]!.listener.watching();
  await server.answerAll();
  for (let i = 0; i < 20; i++) server.watches[0]!.listener.stale();
  await vi.advanceTimersByTimeAsync(2500);
  expect(server.requests.length).toBe(1);
});

test("a refusal to watch is reported, and history is shown anyway", async () => {
  open();
  server.watches[0]!.listener.refused("too many queries");
  await server.answerAll();
  expect([chart.status, chart.refusal]).toEqual(["ready", "too many queries"]);
  expectWhole();
});

test("history does not wait for a hub that cannot be reached", async () => {
  open();
  await vi.advanceTimersByTimeAsync(3500);
  await server.answerAll();
  expect(chart.status).toBe("ready");
});

test("a failure is reported, and another attempt clears it; older points stay", async () => {
  open();
  server.watches[0]!.listener.watching();
  server.requests.splice(0)[0]!.fail(new Error("The server answered 503."));
  await vi.advanceTimersByTimeAsync(0);
  expect([chart.status, chart.error]).toEqual(["failed", "The server answered 503."]);
  const again = chart.load();
  await server.answerAll();
  await again;
  expect(chart.status).toBe("ready");
  server.watches[0]!.listener.watching();
  server.requests.splice(0)[0]!.fail(new Error("The server cannot be reached."));
  await vi.advanceTimersByTimeAsync(0);
  expect(chart.status).toBe("failed");
  expectWhole();
});

test("a fixed window is fetched and not watched", async () => {
  open(one, { kind: "fixed", from: start - 60_000, to: start });
  expect(server.watches).toEqual([]);
  expect(server.requests[0]!.url).toContain(`&from=${start - 60_000}&to=${start}`);
  await server.answerAll();
  expectWhole();
});

test("a query that several lines need is watched and fetched once", () => {
  const memory = { metric: "memory_total_bytes", minus: "memory_available_bytes", per: "memory_total_bytes", aggregate: "sum" as const };
  open({ lines: [memory, { metric: "memory_total_bytes", minus: "memory_free_bytes", aggregate: "sum" }] });
  expect(server.watches.map(({ query }) => new URL(query, "http://x").pathname.split("/").at(-1)))
    .toEqual(["memory_total_bytes", "memory_available_bytes", "memory_free_bytes"]);
});

test("a closed chart watches, fetches and takes nothing more, and keeps its points", async () => {
  open();
  server.watches[0]!.listener.watching();
  await server.answerAll();
  server.watches[0]!.listener.watching();
  const { times } = points();
  chart.close();
  expect([server.watches[0]!.open, server.requests[0]!.signal.aborted]).toEqual([false, true]);
  await server.answerAll();
  expect(points().times).toBe(times);
});

test("old points go as time goes on", async () => {
  open();
  server.watches[0]!.listener.watching();
  await server.answerAll();
  for (let i = 0; i < 60; i++) server.tick();
  expect(points().times.length).toBeLessThanOrEqual(35);
  expectWhole();
});

test("how far it is behind is known while the server is busy, and forgotten when it no longer is", async () => {
  open();
  server.watches[0]!.listener.watching();
  await server.answerAll();
  server.tick(12.4);
  expect(chart.delaySeconds).toBe(12.4);
  server.tick();
  expect(chart.delaySeconds).toBe(0);
});
