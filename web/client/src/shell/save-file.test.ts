import { expect, test } from "vitest";
import { fileName } from "./save-file.ts";

test("every title makes a file name", () => {
  expect(fileName("GPU °C: ../../etc/passwd", "csv")).toBe("gpu-c-etc-passwd.csv");
  expect(fileName("???", "png")).toBe("dcmon.png");
});
