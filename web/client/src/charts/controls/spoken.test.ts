import { expect, test } from "vitest";
import { emptyPicture, type Picture } from "../picture/picture.ts";
import { spokenValues } from "./spoken.ts";

const time = new Date(2025, 10, 22, 12, 30, 15).getTime();
const picture = (values: (number | null | undefined)[]): Picture => ({
  ...emptyPicture, units: ["celsius", "watts"],
  lines: values.map((_, index) => ({ key: `${index}`, name: `host-${index}`, colour: 0, style: "solid", axis: index === 0 ? 2 : 1, client: null })),
  frame: { times: [time], columns: values.map((value) => [value]) },
});

test("values are read from the largest on, each in the unit of its axis; what is missing is not", () => {
  expect(spokenValues(picture([350, 61, null, 64]), 0)).toBe("Nov 22 12:30:15: host-0 350 W, host-3 64 °C, host-1 61 °C");
});

test("no more are read than anybody listens to", () => {
  expect(spokenValues(picture([9, 8, 7, 6, 5, 4, 3, 2]), 0)).toMatch(/host-5 4 °C, and 2 more$/);
  expect(spokenValues(picture([null]), 0)).toBe("Nov 22 12:30:15: no values");
});
