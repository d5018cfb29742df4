import type { Thresholds } from "../../fleet/level.ts";
import { thresholdsOf } from "../../shell/display-settings.ts";
import { FigureList, pastOf } from "../model/figure-list.ts";
import { at, ratio, type SchemaIndex, type Values } from "../model/schema-index.ts";
import type { Device, MachineChart, Section } from "../model/section.ts";
import { pressureChart, pressureFigures } from "./pressure.ts";

const use: MachineChart = {
  id: "memory", title: "Memory", unit: "bytes", stacked: true,
  lines: [
    { name: "used", metric: "memory_total_bytes", minus: "memory_available_bytes", aggregate: "sum" },
    { name: "reclaimable", metric: "memory_available_bytes", minus: "memory_free_bytes", aggregate: "sum" },
    { name: "total", metric: "memory_total_bytes", aggregate: "sum", style: "limit" },
  ],
};

const swap: MachineChart = {
  id: "swap", title: "Swap", unit: "bytes",
  lines: [
    { name: "used", metric: "swap_total_bytes", minus: "swap_free_bytes", aggregate: "sum" },
    { name: "total", metric: "swap_total_bytes", aggregate: "sum", style: "limit" },
  ],
};

export const memory: Section = {
  id: "memory",
  title: "Memory",
  charts: () => [use, swap, pressureChart("memory", "Memory pressure")],
  events: ["memory_error"],
  parts: (schema) => [
    { layout: "cards", device: "Memory", devices: [whole(schema)] },
    { title: "Memory errors", layout: "table", device: "Module", devices: modules(schema) },
  ],
};

function whole(schema: SchemaIndex): Device {
  const list = new FigureList(schema);
  addUse(list, "Used", "memory_total_bytes", "memory_available_bytes", thresholdsOf("memoryRatio"));
  list.series("Available", "memory_available_bytes").series("Total", "memory_total_bytes").series("Page cache", "memory_cached_bytes")
    .series("Free", "memory_free_bytes").series("To be written", "memory_dirty_bytes");
  addUse(list, "Swap used", "swap_total_bytes", "swap_free_bytes");
  list.series("Swap", "swap_total_bytes");
  pressureFigures(list, "memory");
  return { id: "", name: "", figures: list.figures };
}

/** What is used of a total, reported as the total and what is left. */
function addUse(list: FigureList, name: string, whole: string, rest: string, thresholds?: Thresholds): void {
  const [total, left] = [list.place(whole), list.place(rest)];
  if (!total || !left) return;
  const used = (values: Values): number | null => {
    const [all, free] = [at(values, total), at(values, left)];
    if (all !== null) known = all;
    return all === null || free === null ? null : all - free;
  };
  // What is left has a history; the total does not change while the page is open.
  let known = Number.NaN;
  const past = { ...pastOf(left), map: (free: number) => known - free };
  if (thresholds) list.computed(name, "ratio", (values) => ratio(used(values), at(values, total)), { thresholds, isPart: true, past: { ...past, map: (free) => (known - free) / known } });
  list.computed(name, "bytes", used, { past });
}

/** Corrected errors are listed, too: a module that has many will have others. */
function modules(schema: SchemaIndex): Device[] {
  return schema.values("controller", "edac_errors_total").flatMap((controller) =>
    schema.values("dimm", "edac_errors_total").filter((dimm) => schema.one("edac_errors_total", { controller, dimm })).map((dimm) => ({
      id: `${controller} ${dimm}`,
      name: `${controller} ${dimm}`,
      figures: new FigureList(schema, { controller, dimm })
        .series("Corrected", "edac_errors_total", { labels: { error: "corrected" }, ifAny: "warm" })
        .series("Uncorrected", "edac_errors_total", { labels: { error: "uncorrected" }, ifAny: "critical" }).figures,
    })));
}
