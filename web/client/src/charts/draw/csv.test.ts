import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";
import { emptyPicture, type DrawnLine } from "../picture/picture.ts";

const line = (name: string): DrawnLine => ({ key: name, name, colour: 0, style: "solid", axis: 1, client: null });
const csv = (names: string[], times: number[], columns: (number | null | undefined)[][]) =>
  toCsv({ ...emptyPicture, lines: names.map(line), frame: { times, columns } });

test("a row a time, a column a line; what is missing is empty", () => {
  expect(csv(["a", "b"], [0, 1500], [[1, null], [undefined, -2.5]])).toBe(
    "time,a,b\r\n1970-01-01T00:00:00.000Z,1,\r\n1970-01-01T00:00:01.500Z,,-2.5\r\n");
});

test("commas, quotes and line ends are quoted", () => {
  expect(csv(['say "x", then\ny'], [], [[]])).toBe('time,"say ""x"", then\ny"\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])("a name that is a formula (%j) is text", (name) =>
  expect(csv([name], [], [[]])).toBe(`time,'${name}\r\n`));
