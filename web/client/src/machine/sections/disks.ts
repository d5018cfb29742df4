import { thresholdsOf } from "../../shell/display-settings.ts";
import { FigureList } from "../model/figure-list.ts";
import { at, ratio, type SchemaIndex, type Values } from "../model/schema-index.ts";
import type { Device, MachineChart, Section, StateText } from "../model/section.ts";
import { normal } from "../model/state-text.ts";
import { driveHealth } from "./drive-health.ts";
import { pressureChart } from "./pressure.ts";

const charts: readonly MachineChart[] = [
  {
    id: "disk", title: "Disk", unit: "bytesPerSecond",
    lines: [
      { name: "read", metric: "disk_read_bytes_total", rate: true, aggregate: "sum", by: ["device"] },
      { name: "written", metric: "disk_written_bytes_total", rate: true, aggregate: "sum", by: ["device"], style: "dashed" },
    ],
  },
  {
    id: "disk-busy", title: "Disk, share of time busy", unit: "ratio",
    lines: [{ name: "", metric: "disk_busy_seconds_total", rate: true, aggregate: "sum", by: ["device"] }],
  },
  pressureChart("io", "I/O pressure"),
];

export const disks: Section = {
  id: "disks",
  title: "Disks",
  charts: () => charts,
  events: ["disk_health", "raid_state"],
  parts: (schema) => [
    { layout: "table", device: "Disk", devices: schema.values("device", "disk_read_bytes_total", "disk_busy_seconds_total").map((disk) => throughput(schema, disk)) },
    { title: "Filesystems", layout: "table", device: "Mounted at", devices: schema.values("mountpoint", "filesystem_size_bytes", "filesystem_error").map((point) => filesystem(schema, point)) },
    { title: "Drive health", layout: "table", device: "Drive", devices: schema.values("device", "smart_healthy", "smart_temperature_celsius", "smart_asleep").map((drive) => driveHealth(schema, drive)) },
  ],
};

function throughput(schema: SchemaIndex, device: string): Device {
  const list = new FigureList(schema, { device })
    .series("Read", "disk_read_bytes_total").series("Written", "disk_written_bytes_total")
    .series("Busy", "disk_busy_seconds_total", { unit: "ratio", isPart: true });
  addLatency(list, "Read takes", "disk_read_seconds_total", "disk_reads_total");
  addLatency(list, "Write takes", "disk_write_seconds_total", "disk_writes_total");
  list.series("In flight", "disk_requests_in_flight");
  return { id: device, name: device, figures: list.figures };
}

/** Time of all requests by their number. */
function addLatency(list: FigureList, name: string, time: string, count: string): void {
  const [seconds, requests] = [list.place(time), list.place(count)];
  if (seconds && requests) list.computed(name, "seconds", (values) => ratio(at(values, seconds), at(values, requests)));
}

function filesystem(schema: SchemaIndex, mountpoint: string): Device {
  const list = new FigureList(schema, { mountpoint });
  const [size, free, available] = ["filesystem_size_bytes", "filesystem_free_bytes", "filesystem_available_bytes"].map((metric) => list.place(metric));
  if (size && free && available) {
    // As df counts it: what is reserved for root is neither used nor available.
    const used = (values: Values): number | null => difference(at(values, size), at(values, free));
    list.computed("Used", "ratio", (values) => ratio(used(values), sum(used(values), at(values, available))), {
      isPart: true, thresholds: thresholdsOf(mountpoint.includes("docker") ? "dockerDiskRatio" : "rootDiskRatio"),
    });
  }
  list.series("Available", "filesystem_available_bytes").series("Size", "filesystem_size_bytes");
  const [inodes, freeInodes] = [list.place("filesystem_inodes"), list.place("filesystem_free_inodes")];
  if (inodes && freeInodes) {
    list.computed("Inodes used", "ratio", (values) => ratio(difference(at(values, inodes), at(values, freeInodes)), at(values, inodes)), {
      isPart: true, thresholds: thresholdsOf("rootDiskRatio"),
    });
  }
  addState(list);
  return { id: mountpoint, name: mountpoint, note: size?.series.labels["fstype"] ?? null, figures: list.figures };
}

/** How it is mounted, unless its figures cannot be read at all. */
function addState(list: FigureList): void {
  const [readonly, error] = [list.place("filesystem_readonly"), list.place("filesystem_error")];
  list.computed("Mounted", "count", () => null, {
    stateText: (values): StateText | null => {
      if (at(values, error) === 1) return { text: "figures cannot be read", level: "critical" };
      const isReadonly = at(values, readonly);
      return isReadonly === null ? null : isReadonly === 1 ? { text: "read-only", level: "hot" } : normal("read and write");
    },
  });
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
