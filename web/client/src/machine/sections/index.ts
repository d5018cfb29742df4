import { SchemaIndex } from "../model/schema-index.ts";
import type { MachineChart, Section, ShownSection } from "../model/section.ts";
import { containers } from "./containers.ts";
import { cpu } from "./cpu.ts";
import { disks } from "./disks.ts";
import { fans } from "./fans.ts";
import { gpus } from "./gpus.ts";
import { ipmi } from "./ipmi.ts";
import { kernelSensors } from "./kernel-sensors.ts";
import { memory } from "./memory.ts";
import { network } from "./network.ts";
import { psus } from "./psus.ts";
import { agent, arrays, reach, rental, scripts, units, updates } from "./services.ts";

/** The sections of a machine's page, in order. */
export const sections: readonly Section[] = [
  cpu, memory, gpus, disks, network, psus, ipmi, fans, containers, rental, units, updates, arrays, reach, scripts, kernelSensors, agent,
];

/** Sections that every machine has: their charts have history even where no report is known. */
const always: readonly Section[] = [cpu, memory, disks, network];

/** What of all sections a machine has, by its reports. */
export function sectionsOf(schema: SchemaIndex): ShownSection[] {
  return sections.map((section) => ({
    section,
    parts: section.parts(schema)
      .map((part) => ({ ...part, devices: part.devices.filter(({ figures }) => figures.length > 0) }))
      .filter(({ devices }) => devices.length > 0),
    charts: (section.charts?.(schema) ?? []).filter((chart) => hasData(chart, schema)),
  })).filter(({ parts }) => parts.length > 0);
}

/** What is shown of a machine whose reports are not known here: its past. */
export function sectionsWithout(): ShownSection[] {
  const none = new SchemaIndex({ series: [] });
  return always.map((section) => ({ section, parts: [], charts: (section.charts?.(none) ?? []).slice(0, 1) }));
}

/** Whether the machine reports anything that a chart would draw. */
export function hasData(chart: MachineChart, schema: SchemaIndex): boolean {
  return chart.lines.some(({ metric, match, style }) => style !== "limit" && schema.matching(metric, match ?? []).length > 0);
}
