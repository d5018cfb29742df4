import { expect, test } from "vitest";
import { noFilters } from "../../fleet/filters.ts";
import { testClient } from "../../testing/clients.ts";
import { chosenIds } from "./chosen.ts";

const clients = [testClient("b", { tags: ["eu", "prod"], group: "A" }), testClient("a", { tags: ["eu"], group: "B" }), testClient("c", { online: false })];

test.each([
  [{}, null], [{ critical: true }, null], [{ search: " " }, null],
  [{ tag: ["eu"] }, ["a", "b"]], [{ tag: ["eu"], group: ["A"] }, ["b"]], [{ state: "offline" as const }, ["c"]], [{ search: "nothing" }, []],
])("%j charts %j", (filters, ids) => expect(chosenIds(clients, { ...noFilters, ...filters })).toEqual(ids));
