import { expect, test } from "vitest";
import { testClient } from "../../testing/clients.ts";
import { chosenIds, parseFilter, writeFilter } from "./machine-filter.ts";

const clients = [
  testClient("b", { tags: ["eu", "prod"], group: "A" }), testClient("a", { tags: ["eu"], group: "B" }), testClient("c"),
];
const chosen = (text: string) => chosenIds(clients, parseFilter(new URLSearchParams(text)));

test.each([
  ["", null], ["q=%20", null], ["tag=eu", ["a", "b"]], ["tag=eu&group=A", ["b"]], ["tag=prod&tag=", ["b", "c"]],
  ["group=", ["c"]], ["group=A&group=B", ["a", "b"]], ["q=prod", ["b"]], ["q=nothing", []],
])("%s shows %j", (text, ids) => expect(chosen(text)).toEqual(ids));

test("the address of a filter leads back to it, and leaves other parameters alone", () => {
  const query = new URLSearchParams("range=1h&tag=old");
  const filter = { search: "x y", tags: ["eu", ""], groups: ["A"] };
  writeFilter(query, filter);
  expect(query.get("range")).toBe("1h");
  expect(parseFilter(query)).toEqual(filter);
});
