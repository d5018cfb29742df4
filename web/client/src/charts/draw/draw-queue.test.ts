import { beforeEach, expect, test } from "vitest";
import { DrawQueue } from "./draw-queue.ts";

let frames: (() => void)[];
let time: number;
let drawn: string[];
let queue: DrawQueue;
const draw = (name: string, cost: number) => () => {
  drawn.push(name);
  time += cost;
};
const frame = () => {
  for (const run of frames.splice(0)) run();
  return drawn.splice(0).join("");
};

beforeEach(() => {
  [frames, time, drawn] = [[], 0, []];
  queue = new DrawQueue((run) => frames.push(run), () => time);
});

test("what is slow has a frame of its own, what is quick shares one", () => {
  for (const name of "abc") queue.request({}, draw(name, 20));
  for (const name of "xyz") queue.request({}, draw(name, 3));
  expect([frame(), frame(), frame(), frame(), frame()]).toEqual(["a", "b", "c", "xyz", ""]);
});

test("asked twice, a chart is drawn once, as it was asked last", () => {
  const owner = {};
  queue.request(owner, draw("old", 1));
  queue.request(owner, draw("new", 1));
  expect(frame()).toBe("new");
});

test("one that is cancelled is not drawn", () => {
  const owner = {};
  queue.request(owner, draw("a", 1));
  queue.cancel(owner);
  expect(frame()).toBe("");
});

test("one that fails does not hold up the others", () => {
  queue.request({}, () => { throw new Error("broken"); });
  queue.request({}, draw("b", 1));
  expect(frame).toThrow("broken");
  expect(frame()).toBe("b");
});
