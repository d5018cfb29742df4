import type { HubConnection } from "@microsoft/signalr";
import { beforeEach, expect, test } from "vitest";
import { MachineFeed } from "./machine-feed.ts";
import type { Attach } from "./connection.ts";
import type { LiveReport, LiveSchema, WatchedMachine } from "./messages.ts";

const schema = (hash: string): LiveSchema => ({ client: "m", hash, series: [] });
const report = (hash: string, client = "m"): LiveReport => ({ client, hash, time: 1, values: [] });

let events: Map<string, (value: unknown) => void>;
let answer: WatchedMachine;
let watched: number;
let feed: MachineFeed;
let heard: LiveReport[];

const hub = { invoke: async () => (watched++, answer) } as unknown as HubConnection;
const say = (event: string, value: unknown): void => events.get(event)!(value);
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(async () => {
  events = new Map();
  watched = 0;
  heard = [];
  answer = { client: { id: "m" } as WatchedMachine["client"], schema: schema("a"), report: null, programs: [] };
  const connection = {
    on: (event: string, listener: (value: never) => void) => void events.set(event, listener as (value: unknown) => void),
    attach: (attach: Attach) => void attach(hub),
  };
  feed = new MachineFeed(connection as never, "m");
  feed.reported.listen((each) => heard.push(each));
  await settled();
});

test("reports of other machines are not heard", () => {
  say("report", report("a", "other"));
  say("report", report("a"));
  expect(heard.map(({ client }) => client)).toEqual(["m"]);
});

test("events of other machines are not heard", () => {
  const happened: string[] = [];
  feed.happened.listen((each) => happened.push(...each.map(({ client }) => client)));
  say("events", [{ client: "other" }]);
  say("events", []);
  say("events", [{ client: "m" }, { client: "m" }]);
  expect(happened).toEqual(["m", "m"]);
});

test("a report in an order not known is not read; the order is asked for, once", async () => {
  answer = { ...answer, schema: schema("b"), report: report("b") };
  say("report", report("b"));
  say("report", report("b"));
  expect(heard).toEqual([]);
  await settled();
  expect(watched).toBe(2);
  expect(feed.schema?.hash).toBe("b");
  expect(heard.length).toBe(1);
});

test("a schema that arrives before its reports is used at once", () => {
  say("schema", schema("c"));
  say("report", report("c"));
  expect(heard.length).toBe(1);
  expect(watched).toBe(1);
});

test("of each program the newest report is kept, of this machine alone, until watching begins anew", async () => {
  const pushed = (program: string, time: number, client = "m") => ({ client, program, time, values: [] });
  let changes = 0;
  feed.programsChanged.listen(() => changes++);
  say("program", pushed("switch", 1));
  say("program", pushed("room", 2));
  say("program", pushed("switch", 3));
  say("program", pushed("switch", 4, "other"));
  expect(feed.programs.map(({ program, time }) => [program, time])).toEqual([["room", 2], ["switch", 3]]);
  expect(changes).toBe(3);
  answer = { ...answer, schema: schema("b"), programs: [pushed("room", 5)] };
  say("report", report("b"));
  await settled();
  expect(feed.programs.map(({ program, time }) => [program, time])).toEqual([["room", 5]]);
});
