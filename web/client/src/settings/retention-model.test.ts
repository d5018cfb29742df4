import { expect, test } from "vitest";
import type { RetentionSettings } from "../api/types.ts";
import { choiceOf, inUnit, retentionRows, shortened, type RetentionKey, type RetentionValues } from "./retention-model.ts";

const configured: RetentionValues = {
  rawSeconds: 30 * 86_400, fiveMinutesSeconds: 365 * 86_400, oneHourSeconds: 1825 * 86_400, eventsSeconds: 365 * 86_400,
  processesSeconds: 86_400, maxMegabytes: 0, minFreeMegabytes: 256,
};
const none = Object.fromEntries(retentionRows.map(({ key }) => [key, null])) as unknown as RetentionValues;
const settings: RetentionSettings = { inForce: configured, configured, chosen: none };
const fields = (given: Partial<Record<RetentionKey, string>>) => new Map(Object.entries(given) as [RetentionKey, string][]);

test("values are written in the unit of their row", () => {
  expect(inUnit(30 * 86_400, retentionRows[0]!)).toBe("30");
  expect(inUnit(null, retentionRows[0]!)).toBe("");
  expect(choiceOf(fields({ rawSeconds: "1.5", processesSeconds: "12", maxMegabytes: "100" })))
    .toEqual({ rawSeconds: 129_600, processesSeconds: 43_200, maxMegabytes: 100 });
});

test("an empty field leaves it to the settings file", () => expect(choiceOf(fields({ rawSeconds: " " }))).toEqual({}));

test.each(["many", "-1"])("%s is no number of days", (text) => expect(choiceOf(fields({ rawSeconds: text }))).toBe(retentionRows[0]));

test("what deletes something is named, what does not is not", () => {
  expect(shortened(configured, settings, {})).toEqual([]);
  expect(shortened(configured, settings, { rawSeconds: 86_400 * 10, minFreeMegabytes: 0 })).toEqual(["Samples"]);
  expect(shortened(configured, settings, { maxMegabytes: 5000 })).toEqual(["Largest size"]);
  const larger = { ...configured, rawSeconds: 90 * 86_400, maxMegabytes: 5000 };
  expect(shortened(larger, { ...settings, inForce: larger }, { maxMegabytes: 6000 })).toEqual(["Samples"]);
});
