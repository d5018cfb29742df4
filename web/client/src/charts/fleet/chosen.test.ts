import { expect, test } from "vitest";
import { noFilters } from "../../fleet/filters.ts";
import { testMachine } from "../../testing/machines.ts";
import { chosenIds } from "./chosen.ts";

const clients = [testMachine("b", { tags: ["eu", "prod"], group: "A" }), testMachine("a", { tags: ["eu"], group: "B" }), testMachine("c", { online: false })];

test.each([
  [{}, null], [{ critical: true }, null], [{ search: " " }, null],
  [{ tag: ["eu"] }, ["a", "b"]], [{ tag: ["eu"], group: ["A"] }, ["b"]], [{ state: "offline" as const }, ["c"]], [{ search: "nothing" }, []],
])("%j charts %j", (filters, ids) => expect(chosenIds(clients, { ...noFilters, ...filters })).toEqual(ids));
