import { compareNames } from "../../format/order.ts";
import { FigureList } from "../model/figure-list.ts";
import { at, type SchemaIndex } from "../model/schema-index.ts";
import type { Device, MachineChart, Section, StateText } from "../model/section.ts";
import { byState, normal } from "../model/state-text.ts";
import { sensorRows } from "./sensor-rows.ts";

const temperatures: MachineChart = {
  id: "ipmi-temperatures", title: "Board temperatures", unit: "celsius",
  lines: [{ name: "", metric: "ipmi_temperature_celsius", aggregate: "max", by: ["sensor"] }],
};

const power: MachineChart = {
  id: "ipmi-power", title: "Power of the whole machine", unit: "watts",
  lines: [{ name: "", metric: "ipmi_dcmi_power_watts", aggregate: "max" }],
};

export const ipmi: Section = {
  id: "sensors",
  title: "Sensors (BMC)",
  charts: () => [temperatures, power],
  events: ["ipmi_sel", "ipmi_sensor"],
  parts: (schema) => [
    { layout: "cards", device: "Controller", devices: [controller(schema)] },
    {
      layout: "table", device: "Sensor",
      devices: sensorRows(schema, "ipmi_temperature_celsius", "ipmi_voltage_volts", "ipmi_current_amperes", "ipmi_power_watts", "ipmi_level_ratio", "ipmi_reading"),
    },
    { title: "States", layout: "table", device: "Sensor", devices: states(schema) },
  ],
};

function controller(schema: SchemaIndex): Device {
  const list = new FigureList(schema)
    .series("Machine draws", "ipmi_dcmi_power_watts")
    .state("Chassis", "ipmi_chassis", "state", byState({ intrusion: "hot", power_fault: "critical", overload: "critical", drive_fault: "critical", fan_fault: "critical" }))
    .series("Log entries", "ipmi_sel_entries").series("Log has room for", "ipmi_sel_free_bytes")
    .series("Clock behind by", "ipmi_clock_offset_seconds");
  return { id: "", name: "", figures: list.figures };
}

/** Discrete sensors with the states that are set now. */
function states(schema: SchemaIndex): Device[] {
  const places = schema.all("ipmi_discrete");
  const names = [...new Set(places.map(({ series }) => series.labels["sensor"] ?? ""))].sort(compareNames);
  return names.map((sensor) => {
    const own = places.filter(({ series }) => series.labels["sensor"] === sensor);
    const stateText = (values: readonly (number | null)[]): StateText | null => {
      if (own.every((place) => at(values, place) === null)) return null;
      const held = own.filter((place) => at(values, place) === 1).map(({ series }) => (series.labels["state"] ?? "").replaceAll("_", " "));
      const isBad = held.some((state) => /fail|fault|lost|error|critical|non-?recover|predict/i.test(state));
      return isBad ? { text: held.join(", "), level: "hot" } : normal(held.join(", ") || "nothing to report");
    };
    return { id: sensor, name: sensor, figures: new FigureList(schema).computed("State", "count", () => null, { stateText }).figures };
  });
}
