import { thresholdsOf } from "../../shell/display-settings.ts";
import { FigureList } from "../model/figure-list.ts";
import { at, ratio, type SchemaIndex } from "../model/schema-index.ts";
import type { Device, MachineChart, Section } from "../model/section.ts";
import { byState, normal } from "../model/state-text.ts";

const charts: readonly MachineChart[] = [
  { id: "container-cpu", title: "Containers, cores in use", unit: "count", lines: [{ name: "", metric: "container_cpu_seconds_total", rate: true, aggregate: "sum", by: ["container"] }] },
  { id: "container-memory", title: "Containers, memory", unit: "bytes", lines: [{ name: "", metric: "container_memory_bytes", aggregate: "sum", by: ["container"] }] },
];

export const containers: Section = {
  id: "containers",
  title: "Containers",
  charts: () => charts,
  events: ["container_exit", "container_oom", "container_unhealthy", "container_started", "rental_started", "rental_ended"],
  parts: (schema) => [{
    layout: "table", device: "Container",
    devices: schema.values("container", "container_state").map((name) => row(schema, name)),
  }],
};

function row(schema: SchemaIndex, container: string): Device {
  const list = new FigureList(schema, { container })
    .state("State", "container_state", "state", byState({ dead: "critical", restarting: "hot", paused: "warm" }))
    .state("Health", "container_health", "health", byState({ unhealthy: "critical" }))
    .series("CPU cores", "container_cpu_seconds_total")
    .series("Throttled", "container_cpu_throttled_seconds_total", { ifAny: "warm" })
    .series("Memory", "container_memory_bytes", { limit: "container_memory_limit_bytes" });
  const [used, limit] = [list.place("container_memory_bytes"), list.place("container_memory_limit_bytes")];
  if (used && limit) list.computed("Of limit", "ratio", (values) => ratio(at(values, used), at(values, limit)), { isPart: true, thresholds: thresholdsOf("memoryRatio") });
  list.series("Received", "container_network_receive_bytes_total").series("Sent", "container_network_transmit_bytes_total")
    .series("Read", "container_disk_read_bytes_total").series("Written", "container_disk_written_bytes_total")
    .series("Processes", "container_processes");
  addGpus(list);
  const image = list.place("container_state")?.series.labels["image"] ?? null;
  return { id: container, name: container, note: image, figures: list.figures };
}

/** Which GPUs it was given. */
function addGpus(list: FigureList): void {
  const given = list.schema.all("container_gpu", list.labels);
  const count = list.place("container_gpus");
  if (given.length === 0 && !count) return;
  list.computed("GPUs", "count", (values) => at(values, count), {
    stateText: (values) => {
      const names = given.filter((place) => at(values, place) === 1).map(({ series }) => series.labels["gpu"] ?? "");
      if (names.length > 0) return normal(names.join(", "));
      const number = at(values, count);
      return number === null ? null : normal(number === 0 ? "none" : String(number));
    },
  });
}
