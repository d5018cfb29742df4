import { equalTo } from "../../api/matchers.ts";
import { thresholdsOf } from "../../shell/display-settings.ts";
import { FigureList, pastOf } from "../model/figure-list.ts";
import { at, ratio, type SchemaIndex, type Values } from "../model/schema-index.ts";
import type { Device, MachineChart, Part, Section, StateText } from "../model/section.ts";
import { normal, oneOf, yesNo } from "../model/state-text.ts";
import { addLinks, addMemoryErrors, addThrottling } from "./gpu-health.ts";

const all: readonly MachineChart[] = [
  { id: "gpu-utilization", title: "GPU utilisation", unit: "ratio", ceiling: 1, lines: [{ name: "", metric: "gpu_utilization_ratio", aggregate: "avg", by: ["gpu"] }] },
  { id: "gpu-memory", title: "GPU memory", unit: "bytes", lines: [{ name: "", metric: "gpu_memory_used_bytes", aggregate: "sum", by: ["gpu"] }] },
  { id: "gpu-temperature", title: "GPU temperature", unit: "celsius", lines: [{ name: "", metric: "gpu_temperature_celsius", aggregate: "max", by: ["gpu"] }] },
  { id: "gpu-power", title: "GPU power", unit: "watts", lines: [{ name: "", metric: "gpu_power_watts", aggregate: "sum", by: ["gpu"] }] },
];

export const gpus: Section = {
  id: "gpus",
  title: "GPUs",
  charts: () => all,
  events: ["gpu_xid", "gpu_lost", "gpu_found", "gpu_event"],
  parts: (schema) => [
    lost(schema),
    { layout: "cards", device: "GPU", devices: schema.values("gpu", "gpu_up", "gpu_utilization_ratio", "gpu_memory_total_bytes").map((gpu) => card(schema, gpu)) },
  ],
};

/** FigureText only while a card is lost to the driver. */
function lost(schema: SchemaIndex): Part {
  const [listed, onBus] = [schema.one("gpus"), schema.one("gpus_on_bus")];
  const missing = (values: Values): number => (at(values, onBus) ?? 0) - (at(values, listed) ?? 0);
  const list = new FigureList(schema);
  if (listed && onBus) list.computed("Cards on the bus", "count", () => null, { stateText: (values) => ({ text: `${missing(values)} lost to the driver`, level: "critical" }) });
  return { layout: "cards", device: "Driver", devices: [{ id: "bus", name: "", figures: list.figures }], when: (values) => missing(values) > 0 };
}

function card(schema: SchemaIndex, gpu: string): Device {
  const list = new FigureList(schema, { gpu });
  list.coded("State", "gpu_up", yesNo("answers", "lost", { no: "critical" }));
  list.series("Utilisation", "gpu_utilization_ratio", { isPart: true });
  addMemory(list);
  list.series("Temperature", "gpu_temperature_celsius", { thresholds: thresholdsOf("gpuTemperatureCelsius"), note: slowdown(list) })
    .series("Power", "gpu_power_watts", { limit: "gpu_power_limit_watts" })
    .series("SM clock", "gpu_sm_clock_hertz", { limit: "gpu_sm_clock_max_hertz" })
    .series("Fan", "gpu_fan_ratio", { thresholds: thresholdsOf("gpuFanRatio") });
  addThrottling(list);
  list.series("Processes", "gpu_processes")
    .series("Memory temperature", "gpu_memory_temperature_celsius", { more: true })
    .series("Memory clock", "gpu_memory_clock_hertz", { limit: "gpu_memory_clock_max_hertz", more: true })
    .series("Graphics clock", "gpu_graphics_clock_hertz", { limit: "gpu_graphics_clock_max_hertz", more: true })
    .series("Memory busy", "gpu_memory_utilization_ratio", { more: true })
    .series("Encoder", "gpu_encoder_utilization_ratio", { more: true })
    .series("Decoder", "gpu_decoder_utilization_ratio", { more: true })
    .series("Fan speed", "gpu_fan_rpm", { more: true })
    .series("Performance state", "gpu_performance_state", { more: true, stateText: pState(list) })
    .series("Power limit, default", "gpu_power_limit_default_watts", { more: true })
    .series("BAR1", "gpu_bar1_used_bytes", { limit: "gpu_bar1_total_bytes", more: true });
  addLinks(list);
  addMemoryErrors(list);
  list.coded("Driver asks for", "gpu_recovery_action", oneOf(
    normal("nothing"), { text: "GPU reset", level: "critical" }, { text: "restart of the machine", level: "critical" },
    { text: "drain of peers", level: "critical" }, { text: "drain and reset", level: "critical" }, { text: "IMEX recovery", level: "critical" },
  ), { more: true });
  return { id: gpu, name: `GPU ${gpu}`, note: list.place("gpu_up")?.series.labels["model"] ?? modelOf(schema, gpu), figures: list.figures, charts: chartsOf(gpu) };
}

function addMemory(list: FigureList): void {
  const [used, total] = [list.place("gpu_memory_used_bytes"), list.place("gpu_memory_total_bytes")];
  if (!used || !total) return;
  // The total does not change while the page is open.
  let known = Number.NaN;
  list.series("Memory", "gpu_memory_used_bytes", { limit: "gpu_memory_total_bytes" }).computed("Memory used", "ratio", (values) => {
    known = at(values, total) ?? known;
    return ratio(at(values, used), at(values, total));
  }, { isPart: true, more: true, past: { ...pastOf(used), map: (bytes) => bytes / known } });
}

/** At which temperature the card slows down. */
function slowdown(list: FigureList): (values: Values) => string | null {
  const limit = list.place("gpu_temperature_limit_celsius", { limit: "slowdown" }) ?? list.place("gpu_temperature_limit_celsius", { limit: "gpu_max" });
  return (values) => {
    const celsius = at(values, limit);
    return celsius === null ? null : `slows at ${celsius} °C`;
  };
}

function pState(list: FigureList): (values: Values) => StateText | null {
  const place = list.place("gpu_performance_state");
  return (values) => {
    const state = at(values, place);
    return state === null ? null : normal(`P${state}`);
  };
}

function modelOf(schema: SchemaIndex, gpu: string): string | null {
  return schema.one("gpu_utilization_ratio", { gpu })?.series.labels["model"] ?? null;
}

function chartsOf(gpu: string): MachineChart[] {
  const match = equalTo({ gpu });
  const aggregate = "max" as const;
  return [
    {
      id: `gpu-${gpu}-activity`, title: `GPU ${gpu}: activity`, unit: "ratio", ceiling: 1,
      lines: [
        { name: "utilisation", metric: "gpu_utilization_ratio", aggregate, match },
        { name: "memory busy", metric: "gpu_memory_utilization_ratio", aggregate, match, style: "dashed" },
      ],
    },
    {
      id: `gpu-${gpu}-power`, title: `GPU ${gpu}: power`, unit: "watts",
      lines: [
        { name: "power", metric: "gpu_power_watts", aggregate, match },
        { name: "limit", metric: "gpu_power_limit_watts", aggregate, match, style: "limit" },
      ],
    },
    {
      id: `gpu-${gpu}-temperature`, title: `GPU ${gpu}: temperature`, unit: "celsius",
      lines: [
        { name: "core", metric: "gpu_temperature_celsius", aggregate, match },
        { name: "memory", metric: "gpu_memory_temperature_celsius", aggregate, match, style: "dashed" },
        { name: "slows at", metric: "gpu_temperature_limit_celsius", aggregate: "min", match: equalTo({ gpu, limit: "slowdown" }), style: "limit" },
      ],
    },
    {
      id: `gpu-${gpu}-memory`, title: `GPU ${gpu}: memory`, unit: "bytes",
      lines: [
        { name: "used", metric: "gpu_memory_used_bytes", aggregate, match },
        { name: "total", metric: "gpu_memory_total_bytes", aggregate, match, style: "limit" },
      ],
    },
    {
      id: `gpu-${gpu}-clocks`, title: `GPU ${gpu}: clocks`, unit: "hertz",
      lines: [
        { name: "SM", metric: "gpu_sm_clock_hertz", aggregate, match },
        { name: "memory", metric: "gpu_memory_clock_hertz", aggregate, match, style: "dashed" },
      ],
    },
    {
      id: `gpu-${gpu}-throttling`, title: `GPU ${gpu}: share of time held down`, unit: "ratio",
      lines: [{ name: "", metric: "gpu_throttle_seconds_total", rate: true, aggregate, by: ["reason"], match }],
    },
  ];
}
