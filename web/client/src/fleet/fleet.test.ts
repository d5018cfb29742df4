import { describe, expect, test } from "vitest";
import type { Machine, Figures } from "../api/types.ts";
import { testMachine } from "../testing/machines.ts";
import { columns } from "./columns.ts";
import { levelOf } from "./level.ts";
import { isFound } from "./search.ts";
import { defaultOrder, nextOrder, orderText, parseOrder, sortClients } from "./sort.ts";

function client(name: string, figures: Partial<Figures> = {}, tags: string[] = []): Machine {
  return testMachine(`id-${name}`, { name, tags, figures });
}

const names = (clients: Machine[]): string => clients.map(({ name }) => name).join(" ");

describe("sorting", () => {
  test("names count as people count", () => {
    const clients = ["gpu10", "gpu9", "GPU1"].map((name) => client(name));
    expect(names(sortClients(clients, defaultOrder, columns))).toBe("GPU1 gpu9 gpu10");
  });

  test("machines without the figure are last in both directions", () => {
    const clients = [client("a"), client("b", { cpuRatio: 0.1 }), client("c", { cpuRatio: 0.9 })];
    expect(names(sortClients(clients, { column: "cpu", descending: true }, columns))).toBe("c b a");
    expect(names(sortClients(clients, { column: "cpu", descending: false }, columns))).toBe("b c a");
  });

  test("equal figures are in the order of names, whichever way", () => {
    const clients = [client("b", { cpuRatio: 0.5 }), client("a", { cpuRatio: 0.5 })];
    expect(names(sortClients(clients, { column: "cpu", descending: true }, columns))).toBe("a b");
  });

  test("a press on a figure's head starts with the largest, on text with the first, and again turns round", () => {
    const cpu = columns.find(({ id }) => id === "cpu")!;
    const once = nextOrder(defaultOrder, cpu);
    expect(once).toEqual({ column: "cpu", descending: true });
    expect(nextOrder(once, cpu)).toEqual({ column: "cpu", descending: false });
    expect(nextOrder(once, columns.find(({ id }) => id === "name")!)).toEqual(defaultOrder);
  });

  test("the order goes into the address and back; nonsense there means the default", () => {
    const order = { column: "cpu", descending: true };
    expect(parseOrder(orderText(order), columns)).toEqual(order);
    expect(orderText(defaultOrder)).toBeNull();
    expect(parseOrder("-<img>", columns)).toEqual(defaultOrder);
    expect(parseOrder(null, columns)).toEqual(defaultOrder);
  });
});

test.each([
  ["", true], ["NODE", true], ["node rack7", true], ["node rack8", false], ["id-no", true],
])("a machine node-1 tagged rack7 is found by '%s': %s", (search, found) =>
  expect(isFound(client("node-1", {}, ["rack7"]), search)).toBe(found));

test.each([[0.49, "normal"], [0.5, "warm"], [0.7, "hot"], [0.9, "critical"], [1.2, "critical"]])(
  "%d is %s", (value, level) => expect(levelOf(value, [0.5, 0.7, 0.9])).toBe(level));
