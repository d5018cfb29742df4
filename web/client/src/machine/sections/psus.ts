import { thresholdsOf } from "../../shell/display-settings.ts";
import { FigureList } from "../model/figure-list.ts";
import { at, ratio, type SchemaIndex } from "../model/schema-index.ts";
import type { Device, MachineChart, Section } from "../model/section.ts";
import { normal, oneOf } from "../model/state-text.ts";

const states = oneOf(
  normal("good"), { text: "warning", level: "hot" }, { text: "critical", level: "critical" }, { text: "not known", level: "warm" }, { text: "off", level: "hot" },
);

const charts: readonly MachineChart[] = [
  { id: "psu-power", title: "Power supplies, from the mains", unit: "watts", lines: [{ name: "", metric: "psu_input_watts", aggregate: "sum", by: ["psu"] }] },
  { id: "psu-temperature", title: "Power supplies, temperature", unit: "celsius", lines: [{ name: "", metric: "psu_temperature_celsius", aggregate: "max", by: ["psu"] }] },
];

export const psus: Section = {
  id: "psus",
  title: "Power supplies",
  charts: () => charts,
  events: ["psu_state"],
  parts: (schema) => [{
    layout: "table", device: "Power supply",
    devices: schema.values("psu", "psu_status", "psu_input_watts", "psu_output_watts").map((psu) => supply(schema, psu)),
  }],
};

function supply(schema: SchemaIndex, psu: string): Device {
  const list = new FigureList(schema, { psu })
    .coded("State", "psu_status", states)
    .series("In", "psu_input_watts").series("Out", "psu_output_watts");
  const [drawn, given] = [list.place("psu_input_watts"), list.place("psu_output_watts")];
  if (drawn && given) list.computed("Efficiency", "ratio", (values) => ratio(at(values, given), at(values, drawn)));
  list.series("Mains", "psu_input_volts").series("Current in", "psu_input_amperes")
    .series("Voltage out", "psu_output_volts").series("Current out", "psu_output_amperes");
  for (const sensor of sensors(list, "psu_temperature_celsius", "sensor")) {
    list.series(sensor ? `Temperature ${sensor}` : "Temperature", "psu_temperature_celsius", {
      ...(sensor ? { labels: { sensor } } : {}), thresholds: thresholdsOf("psuTemperatureCelsius"),
    });
  }
  for (const fan of sensors(list, "psu_fan_rpm", "fan")) list.series(fan ? `Fan ${fan}` : "Fan", "psu_fan_rpm", fan ? { labels: { fan } } : {});
  return { id: psu, name: `PSU ${psu}`, figures: list.figures };
}

/** The names of a supply's sensors; an empty one where it has one without a name. */
function sensors(list: FigureList, metric: string, label: string): string[] {
  return list.schema.all(metric, list.labels).map(({ series }) => series.labels[label] ?? "");
}
