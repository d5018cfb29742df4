import { beforeEach, expect, test, vi } from "vitest";
import type { TimeSeriesAnswer } from "../../api/types.ts";
import { Emitter } from "../../live/emitter.ts";
import type { Backfilled, LiveReport, LiveSchema } from "../../live/messages.ts";
import type { TimeWindow } from "../../time/time-window.ts";
import { ofMachine, type ChartRequest } from "../chart-request.ts";
import { dataPicture } from "../picture/request-picture.ts";
import { ChartData } from "./chart-data.ts";
import { ReportSource } from "./report-source.ts";
import { stepOfReports } from "./step.ts";

const start = Date.UTC(2025, 0, 1, 12);
const second = 1000;
const request: ChartRequest = {
  title: "Load", unit: "count",
  lines: [{ name: "load", metric: "load1", aggregate: "sum" }, { name: "rate", metric: "bytes_total", rate: true, aggregate: "sum" }],
};
const schema: LiveSchema = {
  client: "m", hash: "h",
  series: [{ metric: "load1", labels: {}, unit: "", kind: "gauge" }, { metric: "bytes_total", labels: {}, unit: "bytes", kind: "counter" }],
};

/**
 * A server that has a report every 10 s up to `stored`, and answers when told to. Each value is its time in seconds.
 */
class Server {
  stored = start;
  requests: { url: string; answer: () => void; fail: (error: Error) => void }[] = [];

  readonly fetch = (url: string): Promise<TimeSeriesAnswer> =>
    new Promise((resolve, reject) => this.requests.push({ url, answer: () => resolve(this.#series(url)), fail: reject }));

  answerAll(): void {
    for (const { answer } of this.requests.splice(0)) answer();
  }

  #series(url: string): TimeSeriesAnswer {
    const query = new URL(url, "http://x").searchParams;
    const [from, to, step] = ["from", "to", "step"].map((name) => Number(query.get(name))) as [number, number, number];
    const every = step === 0 ? 10 * second : step * second;
    const times: number[] = [];
    for (let time = Math.ceil(from / every) * every; time <= Math.min(to, this.stored); time += every) times.push(time);
    const values = times.map((time) => time / second);
    return { metric: "", unit: "", from, to, step: step * second, times, series: [{ client: "m", labels: {}, values }] };
  }
}

const feed = () => ({
  id: "m", schema, isWatching: true,
  watching: new Emitter<void>(), reported: new Emitter<LiveReport>(), backfilled: new Emitter<Backfilled>(),
});
const report = (time: number): LiveReport => ({ client: "m", hash: "h", time, values: [time / second, time / second] });
const settled = () => vi.waitFor(() => expect(chart.status).not.toBe("loading"));

let server: Server;
let live: ReturnType<typeof feed>;
let chart: ChartData;
const open = (seconds: number, window: TimeWindow = { kind: "live", seconds }) => {
  const source = new ReportSource({ fetch: server.fetch, now: () => server.stored + second }, live);
  return (chart = new ChartData(ofMachine(request, "m"), window, stepOfReports(seconds), source));
};
const frame = () => dataPicture(chart, new Map())!.frame;

beforeEach(() => {
  server = new Server();
  live = feed();
});

/** All times in order, none twice, each with its own value in both queries. */
function expectWhole(first: number, last: number): void {
  const { times, columns } = frame();
  const expected = Array.from({ length: (last - first) / (10 * second) + 1 }, (_, index) => first + index * 10 * second);
  expect(times.filter((time) => time >= first)).toEqual(expected);
  for (const column of columns) expect(column).toEqual(times.map((time) => time / second));
}

test("reports that came while history loaded are there once, whether or not history has them", async () => {
  open(300);
  for (let i = 0; i < 3; i++) {
    server.stored += 10 * second;
    live.reported.emit(report(server.stored));
  }
  server.requests.splice(0, 1)[0]!.answer();
  live.reported.emit(report(start + 40 * second));
  server.stored = start + 40 * second;
  server.answerAll();
  await settled();
  live.reported.emit(report(start + 50 * second));
  expectWhole(start - 100 * second, start + 50 * second);
});

test("with buckets, the one under way goes on from the reports in it, and nothing is counted twice", async () => {
  open(6 * 3600);
  server.stored = start + 30 * second;
  live.reported.emit(report(start + 20 * second));
  live.reported.emit(report(start + 30 * second));
  server.answerAll();
  await settled();
  live.reported.emit(report(start + 40 * second));
  live.reported.emit(report(start + 70 * second));
  const { times, columns } = frame();
  expect(times.slice(-3)).toEqual([start, start + 60 * second, start + 120 * second]);
  expect(columns[0]!.slice(-2)).toEqual([start / second + 25, start / second + 70]);
});

test("a new connection fetches what was missed, and the old points are kept up to date meanwhile", async () => {
  open(300);
  server.answerAll();
  await settled();
  server.stored = start + 60 * second;
  live.watching.emit();
  live.reported.emit(report(start + 70 * second));
  expect(chart.status).toBe("ready");
  expect(chart.newest).toBe(start + 70 * second);
  server.answerAll();
  await vi.waitFor(() => expectWhole(start, start + 70 * second));
});

test("backfill fetches history again, once for many pieces", async () => {
  vi.useFakeTimers();
  try {
    open(300);
    server.answerAll();
    await vi.advanceTimersByTimeAsync(0);
    for (let i = 0; i < 20; i++) live.backfilled.emit({ client: "m", from: start - 1000, to: start });
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.requests.length).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

test("a failure is reported, and a later load clears it", async () => {
  open(300);
  for (const { fail } of server.requests.splice(0)) fail(new Error("The server answered 503."));
  await settled();
  expect([chart.status, chart.error, chart.lines]).toEqual(["failed", "The server answered 503.", null]);
  const again = chart.load();
  server.answerAll();
  await again;
  expect(chart.status).toBe("ready");
});

test("a fixed window takes no reports, and fetches again what came late", async () => {
  vi.useFakeTimers();
  try {
    open(300, { kind: "fixed", from: start - 300 * second, to: start });
    expect(server.requests.every(({ url }) => url.includes(`&to=${start}`))).toBe(true);
    server.answerAll();
    await vi.advanceTimersByTimeAsync(0);
    live.reported.emit(report(start + 10 * second));
    expect(chart.newest).toBe(start);
    live.backfilled.emit({ client: "m", from: start - 1000, to: start });
    await vi.advanceTimersByTimeAsync(5000);
    expect(server.requests.length).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

test("a chart of a machine that is not watched yet loads once it is", async () => {
  live.isWatching = false;
  open(300);
  expect(server.requests).toEqual([]);
  live.watching.emit();
  server.answerAll();
  await settled();
  expect(chart.status).toBe("ready");
});

test("a closed chart takes no reports and emits nothing more", async () => {
  open(300);
  chart.close();
  server.answerAll();
  live.reported.emit(report(start));
  await Promise.resolve();
  expect(chart.lines).toBeNull();
});
