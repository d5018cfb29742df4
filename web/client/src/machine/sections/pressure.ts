import { equalTo } from "../../api/matchers.ts";
import type { FigureList } from "../model/figure-list.ts";
import type { MachineChart } from "../model/section.ts";

/** How much of the time tasks waited for a resource. */
export function pressureFigures(list: FigureList, resource: "cpu" | "memory" | "io"): void {
  list.series("Some tasks waited", "pressure_some_seconds_total", { labels: { resource }, unit: "ratio" })
    .series("All tasks waited", "pressure_full_seconds_total", { labels: { resource }, unit: "ratio" });
}

export function pressureChart(resource: "cpu" | "memory" | "io", title: string): MachineChart {
  const match = equalTo({ resource });
  return {
    id: `pressure-${resource}`, title, unit: "ratio",
    lines: [
      { name: "some tasks waited", metric: "pressure_some_seconds_total", rate: true, aggregate: "sum", match },
      { name: "all tasks waited", metric: "pressure_full_seconds_total", rate: true, aggregate: "sum", match, style: "dashed" },
    ],
  };
}
