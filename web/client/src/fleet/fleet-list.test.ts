import { expect, test } from "vitest";
import type { Machine } from "../api/types.ts";
import { testMachine } from "../testing/machines.ts";
import { noFilters } from "./filters.ts";
import { findClients, itemsOf, type View } from "./fleet-list.ts";
import { HeldOrder } from "./held-order.ts";
import { defaultOrder } from "./sort.ts";

const view: View = { filters: noFilters, order: defaultOrder, grouping: null, collapsed: new Set() };
const machines = [
  testMachine("a", { tags: ["x", "y"], group: "hall 10" }), testMachine("b", { tags: ["y"], group: "hall 9" }), testMachine("c"),
];

function keys(clients: readonly Machine[], changes: Partial<View> = {}): string[] {
  return itemsOf(findClients(clients, { ...view, ...changes }), { ...view, ...changes }).map(({ key }) => key);
}

test("without groups a row is a machine", () => expect(keys(machines)).toEqual(["a", "b", "c"]));

test("groups come in the order of their names, as people count, those without last", () =>
  expect(keys(machines, { grouping: "group" })).toEqual(["group hall 9", "b hall 9", "group hall 10", "a hall 10", "group ", "c "]));

test("a machine of two tags is in both groups, in each with a key of its own", () =>
  expect(keys(machines, { grouping: "tag" })).toEqual(["group x", "a x", "group y", "a y", "b y", "group ", "c "]));

test("of a collapsed group its header is left", () =>
  expect(keys(machines, { grouping: "tag", collapsed: new Set(["y"]) })).toEqual(["group x", "a x", "group y", "group ", "c "]));

test("rows that are held keep their places and have today's figures", () => {
  const order = { column: "cpu", descending: true };
  const at = (id: string, cpuRatio: number) => testMachine(id, { figures: { cpuRatio } });
  const rows = (...clients: Machine[]) => itemsOf(findClients(clients, { ...view, order }), view);
  const mapOf = (...clients: Machine[]) => new Map(clients.map((client) => [client.id, client]));
  const before = [at("a", 0.9), at("b", 0.5), at("c", 0.1)];
  const after = [at("a", 0.2), at("b", 0.6), at("d", 1)];
  const held = new HeldOrder();
  held.arrange(rows(...before), false, mapOf(...before));
  expect(held.differs).toBe(false);

  const shown = held.arrange(rows(...after), true, mapOf(...after));
  expect(shown.map(({ key }) => key)).toEqual(["a", "b"]);
  expect(shown.map((item) => item.kind === "machine" && item.client.figures.cpuRatio)).toEqual([0.2, 0.6]);
  expect(held.differs).toBe(true);

  expect(held.arrange(rows(...after), false, mapOf(...after)).map(({ key }) => key)).toEqual(["d", "b", "a"]);
  expect(held.differs).toBe(false);
});
