import { expect, test } from "vitest";
import { testMachine } from "../testing/machines.ts";
import { Arrivals } from "./arrivals.ts";
import { installCommands } from "./install-commands.ts";

test("machines that enrol are listed in order, also once they report and until they are gone", () => {
  const arrivals = new Arrivals(["old"]);
  const fleet = new Map([["old", testMachine("old")]]);
  expect(arrivals.of(fleet)).toEqual([]);
  fleet.set("z", testMachine("z", { lastSeen: null }));
  const shown = () => arrivals.of(fleet).map(({ client, first }) => [client.id, first]);
  expect(shown()).toEqual([["z", null]]);
  fleet.set("a", testMachine("a"));
  fleet.set("z", testMachine("z", { lastSeen: 5 }));
  expect(shown()).toEqual([["z", 5], ["a", 1]]);
  fleet.set("z", testMachine("z", { lastSeen: 9 }));
  fleet.delete("a");
  expect(shown()).toEqual([["z", 5]]);
});

test("a command never has the secret among its program's arguments", () => {
  const url = "https://dcmon.example.org:8444/#token.fingerprint";
  for (const { command } of installCommands(url)) expect(command).toMatch(/^echo 'https:[^']*' \| sudo /);
});
