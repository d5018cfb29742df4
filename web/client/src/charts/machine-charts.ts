import type { ChartSpec } from "./spec.ts";

/** The charts of a machine's page, in order. */
export const machineCharts: readonly ChartSpec[] = [
  {
    id: "cpu", title: "CPU", unit: "ratio", stacked: true, ceiling: 1,
    queries: [{
      name: "", metric: "cpu_seconds_total", rate: true, aggregate: "avg", by: ["mode"], omit: { mode: ["idle"] },
      order: ["user", "system", "iowait", "nice", "softirq", "irq", "steal", "guest", "guest_nice"],
    }],
  },
  {
    id: "memory", title: "Memory", unit: "bytes", stacked: true,
    queries: [
      { name: "used", metric: "memory_total_bytes", minus: "memory_available_bytes", aggregate: "sum" },
      { name: "reclaimable", metric: "memory_available_bytes", minus: "memory_free_bytes", aggregate: "sum" },
      { name: "total", metric: "memory_total_bytes", aggregate: "sum", style: "limit" },
    ],
  },
  {
    id: "network", title: "Network", unit: "bytesPerSecond",
    queries: [
      { name: "received", metric: "network_receive_bytes_total", rate: true, aggregate: "sum" },
      { name: "sent", metric: "network_transmit_bytes_total", rate: true, aggregate: "sum", style: "dashed" },
    ],
  },
  {
    id: "disk", title: "Disk", unit: "bytesPerSecond",
    queries: [
      { name: "read", metric: "disk_read_bytes_total", rate: true, aggregate: "sum", by: ["device"] },
      { name: "written", metric: "disk_written_bytes_total", rate: true, aggregate: "sum", by: ["device"], style: "dashed" },
    ],
  },
];
