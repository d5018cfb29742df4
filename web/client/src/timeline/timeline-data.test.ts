import { expect, test } from "vitest";
import { TimelineData } from "./timeline-data.ts";
import type { Lane } from "../api/types.ts";

const minute = 60_000;
let now = 100 * minute;

function source(answers: (Lane[] | Error)[], urls: string[] = []): { fetch<T>(url: string): Promise<T>; now(): number } {
  return {
    now: () => now,
    async fetch<T>(url: string): Promise<T> {
      urls.push(url);
      const answer = url === "/api/clients" ? [{ id: "a", name: "gpu-1" }] : answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer as T;
    },
  };
}

const lane = (from: number, to: number, value: number): Lane => ({ client: "a", labels: {}, spans: [{ from: from * minute, to: to * minute, value }] });

test("the whole window first, then only its newest stretch, and what leaves the window is forgotten", async () => {
  now = 100 * minute;
  const urls: string[] = [];
  const data = new TimelineData("vast_rented", { kind: "live", seconds: 3600 }, source([[lane(40, 100, 1)], [lane(95, 101, 0)]], urls));
  await data.load();
  expect(urls).toContain(`/api/states/vast_rented?from=${40 * minute}&to=${100 * minute}`);
  now = 101 * minute;
  await data.load();
  expect(urls.at(-1)).toBe(`/api/states/vast_rented?from=${95 * minute}&to=${101 * minute}`);
  expect(data.lanes[0]!.spans).toEqual([{ from: 41 * minute, to: 95 * minute, value: 1 }, { from: 95 * minute, to: 101 * minute, value: 0 }]);
  expect(data.names.get("a")).toBe("gpu-1");
});

test("a failure leaves the lanes that are there and says why; the next attempt mends it", async () => {
  now = 100 * minute;
  const data = new TimelineData("m", { kind: "live", seconds: 3600 }, source([[lane(50, 100, 1)], new Error("gone"), [lane(95, 100, 1)]]));
  await data.load();
  await data.load();
  expect([data.status, data.error, data.lanes.length, data.until]).toEqual(["failed", "gone", 1, now]);
  await data.load();
  expect(data.status).toBe("ready");
});

test("closed, nothing more is emitted", async () => {
  const data = new TimelineData("m", { kind: "live", seconds: 3600 }, source([[lane(50, 100, 1)]]));
  let changes = 0;
  data.changed.listen(() => changes++);
  const load = data.load();
  data.close();
  await load;
  expect(changes).toBe(0);
});
