/// <reference types="vite/client" />
import { expect, test } from "vitest";

const sources = import.meta.glob<string>(["../**/*.ts", "!../**/*.test.ts"], { query: "?raw", import: "default", eager: true });
const imports = new Map(Object.entries(sources).map(([file, text]) => [file, importsOf(file, text)]));

/** The modules of this project that a module imports; types count as well. */
function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g);
  return [...found].map(([, path]) => new URL(path!, `http://src/testing/${file}`).pathname).map(fromTesting);
}

/** A path as `import.meta.glob` of this folder names it. */
function fromTesting(path: string): string {
  return path.startsWith("/testing/") ? `./${path.slice("/testing/".length)}` : `..${path}`;
}

/** The modules that import each other in a circle, each starting at the module where the walk met it again. */
function circles(): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) return void found.push([...path.slice(start), file]);
    if (done.has(file)) return;
    for (const each of imports.get(file) ?? []) walk(each, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) walk(file, []);
  return found;
}

test("every import of this project's own modules is found", () => {
  expect(imports.size).toBeGreaterThan(200);
  const missing = [...imports].flatMap(([file, all]) => all.filter((each) => !imports.has(each)).map((each) => `${file} imports ${each}`));
  expect(missing).toEqual([]);
});

test("no modules import each other in a circle", () => {
  expect(circles().map((circle) => circle.join(" → "))).toEqual([]);
});
