import { unitOf } from "../../format/unit.ts";
import { FigureList, pastOf } from "../model/figure-list.ts";
import { at, type Place, type SchemaIndex } from "../model/schema-index.ts";
import type { Device, Figure, Section } from "../model/section.ts";
import type { Level } from "../../fleet/level.ts";

/** Sensors that the kernel reads itself. */
export const kernelSensors: Section = {
  id: "kernel-sensors",
  title: "Sensors (kernel)",
  closed: true,
  charts: () => [
    { id: "hwmon-temperatures", title: "Temperatures, hottest sensor of each chip", unit: "celsius", lines: [{ name: "", metric: "hwmon_temperature_celsius", aggregate: "max", by: ["chip"] }] },
    { id: "rapl", title: "Processor power", unit: "watts", lines: [{ name: "", metric: "rapl_energy_joules_total", rate: true }] },
  ],
  parts: (schema) => [{
    layout: "table", device: "Sensor",
    devices: [
      ...["hwmon_temperature_celsius", "hwmon_power_watts", "hwmon_voltage_volts", "hwmon_current_amperes"].flatMap((metric) => schema.all(metric)).map((place) => row(schema, place)),
      ...schema.all("thermal_zone_celsius").map((place) => row(schema, place)),
      ...schema.all("rapl_energy_joules_total").map((place) => row(schema, place)),
    ],
  }],
};

function row(schema: SchemaIndex, place: Place): Device {
  const { metric, labels, unit, kind } = place.series;
  const name = Object.values(labels).join(" ");
  const reading: Figure = { name: "Reading", unit: unitOf(metric, unit, kind === "counter"), value: (values) => at(values, place), past: pastOf(place) };
  const limits = metric === "hwmon_temperature_celsius"
    ? new FigureList(schema, labels).series("High at", "hwmon_temperature_limit_celsius", { labels: { limit: "max" } })
      .series("Critical at", "hwmon_temperature_limit_celsius", { labels: { limit: "crit" } }).figures.map(({ past: _, ...figure }) => figure)
    : [];
  const [max, crit] = ["max", "crit"].map((limit) => schema.one("hwmon_temperature_limit_celsius", { ...labels, limit }));
  const level = (values: readonly (number | null)[]): Level => {
    const now = at(values, place) ?? Number.NEGATIVE_INFINITY;
    if (now >= (at(values, crit) ?? Number.POSITIVE_INFINITY)) return "critical";
    return now >= (at(values, max) ?? Number.POSITIVE_INFINITY) ? "hot" : "normal";
  };
  return { id: `${metric} ${name}`, name, figures: [{ ...reading, level }, ...limits] };
}
