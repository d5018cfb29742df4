import { expect, test } from "vitest";
import { testMachine } from "../testing/machines.ts";
import { chosenText, movedColumn, parseChosen, toggledColumn, UsualColumns } from "./chosen-columns.ts";
import type { Column } from "./column.ts";
import { choosableColumns, columns } from "./columns.ts";

const ids = (some: readonly Column[] | null): string | undefined => some?.map(({ id }) => id).join(" ");
const chosen = parseChosen("power,cpu,<img>,cpu,memory")!;

test("a choice is read in its order, each column once, and what is no column passed over", () => expect(ids(chosen)).toBe("power cpu memory"));

test("nothing chosen is another thing than chosen to be nothing", () => {
  expect(parseChosen(null)).toBeNull();
  expect(parseChosen(chosenText([]))).toEqual([]);
  expect(chosenText([])).not.toBe("");
});

test("columns are put in, taken out and moved, not beyond the ends", () => {
  const [power, cpu] = chosen as [Column, Column];
  expect(ids(toggledColumn(chosen, cpu))).toBe("power memory");
  expect(ids(toggledColumn([power], cpu))).toBe("power cpu");
  expect(ids(movedColumn(chosen, cpu, -1))).toBe("cpu power memory");
  expect(ids(movedColumn(chosen, power, -1))).toBe("power cpu memory");
  expect(ids(movedColumn(chosen, power, 5))).toBe("cpu memory power");
});

test("usual are those with a value; one that had some stays, and the list is the same as long as it holds the same", () => {
  const usual = new UsualColumns();
  const first = usual.of([testMachine("a", { figures: { cpuRatio: 0.1 } })]);
  expect(ids(first)).toBe("alerts cpu seen");
  expect(usual.of([testMachine("a", { figures: { cpuRatio: 0.2 } })])).toBe(first);
  expect(ids(usual.of([testMachine("a", { figures: { gpuRatio: 0.2 } })]))).toBe("alerts gpu cpu seen");
});

test("each column has an id of its own, and a summary only of figures", () => {
  expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length);
  for (const { sum, unit } of choosableColumns) if (sum) expect(unit).toBeDefined();
});
