import type { ChartSpec } from "../../charts/spec.ts";
import { thresholdsOf } from "../../shell/display-settings.ts";
import { FigureList } from "../model/figure-list.ts";
import { at, ratio, type SchemaIndex, type Values } from "../model/schema-index.ts";
import type { Device, Section } from "../model/section.ts";
import { pressureChart, pressureFigures } from "./pressure.ts";

const use: ChartSpec = {
  id: "memory", title: "Memory", unit: "bytes", stacked: true,
  queries: [
    { name: "used", metric: "memory_total_bytes", minus: "memory_available_bytes", aggregate: "sum" },
    { name: "reclaimable", metric: "memory_available_bytes", minus: "memory_free_bytes", aggregate: "sum" },
    { name: "total", metric: "memory_total_bytes", aggregate: "sum", style: "limit" },
  ],
};

const swap: ChartSpec = {
  id: "swap", title: "Swap", unit: "bytes",
  queries: [
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
  const total = list.place("memory_total_bytes");
  const available = list.place("memory_available_bytes");
  if (total && available) {
    const used = (values: Values): number | null => {
      const [all, free] = [at(values, total), at(values, available)];
      return all === null || free === null ? null : all - free;
    };
    list.computed("Used", "ratio", (values) => ratio(used(values), at(values, total)), { thresholds: thresholdsOf("memoryRatio"), isPart: true });
    list.computed("Used", "bytes", used);
  }
  list.series("Available", "memory_available_bytes").series("Total", "memory_total_bytes").series("Page cache", "memory_cached_bytes")
    .series("Free", "memory_free_bytes").series("To be written", "memory_dirty_bytes");
  addSwap(list);
  pressureFigures(list, "memory");
  return { id: "", name: "", figures: list.figures };
}

function addSwap(list: FigureList): void {
  const [total, free] = [list.place("swap_total_bytes"), list.place("swap_free_bytes")];
  if (!total || !free) return;
  list.computed("Swap used", "bytes", (values) => {
    const [all, rest] = [at(values, total), at(values, free)];
    return all === null || rest === null ? null : all - rest;
  }).series("Swap", "swap_total_bytes");
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
