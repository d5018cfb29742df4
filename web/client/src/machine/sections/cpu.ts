import { equalTo } from "../../api/matchers.ts";
import { thresholdsOf } from "../../shell/display-settings.ts";
import { FigureList } from "../model/figure-list.ts";
import { at, ratio, sumAt, type SchemaIndex } from "../model/schema-index.ts";
import type { Device, MachineChart, Section } from "../model/section.ts";
import { pressureChart, pressureFigures } from "./pressure.ts";

const cpuTime = "cpu_seconds_total";
/** Drivers of sensors in processors. */
const isProcessor = (chip: string): boolean => /^(coretemp|k10temp|zenpower|cpu_thermal|fam15h_power)/.test(chip);

const modes: MachineChart = {
  id: "cpu", title: "CPU", unit: "ratio", stacked: true, ceiling: 1,
  lines: [{
    name: "", metric: cpuTime, rate: true, aggregate: "avg", by: ["mode"], match: ['mode!="idle"'],
    order: ["user", "system", "iowait", "nice", "softirq", "irq", "steal", "guest", "guest_nice"],
  }],
};

const load: MachineChart = {
  id: "load", title: "Load", unit: "count",
  lines: [
    { name: "1 minute", metric: "load1", aggregate: "sum" },
    { name: "5 minutes", metric: "load5", aggregate: "sum" },
    { name: "15 minutes", metric: "load15", aggregate: "sum", style: "dashed" },
  ],
};

export const cpu: Section = {
  id: "cpu",
  title: "CPU",
  charts: (schema) => [modes, load, ...temperatureChart(schema), pressureChart("cpu", "CPU pressure")],
  parts: (schema) => [
    { layout: "cards", device: "Processor", devices: [whole(schema)] },
    { title: "Cores", layout: "cells", device: "Core", devices: cores(schema) },
  ],
};

function whole(schema: SchemaIndex): Device {
  const list = new FigureList(schema);
  const places = schema.all(cpuTime);
  const count = schema.values("cpu", cpuTime).length;
  const busy = places.filter(({ series: { labels } }) => labels["mode"] !== "idle" && labels["mode"] !== "iowait");
  if (busy.length > 0) {
    list.computed("Busy", "ratio", (values) => ratio(sumAt(values, busy), sumAt(values, places)), {
      thresholds: thresholdsOf("cpuRatio"), isPart: true,
      past: { query: { metric: cpuTime, rate: true, aggregate: "sum", match: ['mode!~"idle|iowait"'] }, map: (sum) => sum / count },
    });
  }
  list.series("Load, 1 min", "load1").series("5 min", "load5").series("15 min", "load15").series("Cores", "cpu_cores");
  addTemperature(list, schema);
  list.series("Running tasks", "processes_running").series("Waiting for I/O", "processes_blocked")
    .series("Processes", "processes").series("Threads", "threads").series("Context switches", "context_switches_total");
  pressureFigures(list, "cpu");
  return { id: "", name: "", figures: list.figures };
}

function addTemperature(list: FigureList, schema: SchemaIndex): void {
  const sensors = schema.all("hwmon_temperature_celsius").filter(({ series }) => isProcessor(series.labels["chip"] ?? ""));
  if (sensors.length === 0) return;
  list.computed("Hottest sensor", "celsius", (values) => {
    const known = sensors.map((place) => at(values, place)).filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  }, {
    thresholds: thresholdsOf("cpuTemperatureCelsius"),
    past: { query: { metric: "hwmon_temperature_celsius", aggregate: "max", match: ['chip=~"(coretemp|k10temp|zenpower|cpu_thermal).*"'] } },
  });
}

function temperatureChart(schema: SchemaIndex): MachineChart[] {
  const chips = schema.values("chip", "hwmon_temperature_celsius").filter(isProcessor);
  if (chips.length === 0) return [];
  const lines = chips.map((chip) => ({ name: chip, metric: "hwmon_temperature_celsius", aggregate: "max" as const, match: equalTo({ chip }) }));
  return [{ id: "cpu-temperature", title: "CPU temperature, hottest sensor of each chip", unit: "celsius", lines }];
}

function cores(schema: SchemaIndex): Device[] {
  return schema.values("cpu", cpuTime).map((core) => {
    const places = schema.all(cpuTime, { cpu: core });
    const busy = places.filter(({ series: { labels } }) => labels["mode"] !== "idle" && labels["mode"] !== "iowait");
    const list = new FigureList(schema).computed("Busy", "ratio", (values) => ratio(sumAt(values, busy), sumAt(values, places)));
    return { id: core, name: core, figures: list.figures };
  });
}
