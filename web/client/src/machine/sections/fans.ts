import { unitOf } from "../../format/unit.ts";
import { FigureList, pastOf } from "../model/figure-list.ts";
import { at, type SchemaIndex } from "../model/schema-index.ts";
import type { Device, MachineChart, Section } from "../model/section.ts";
import { sensorRows } from "./sensor-rows.ts";

const speeds: MachineChart = {
  id: "fans", title: "Fans", unit: "rpm",
  lines: [
    { name: "", metric: "ipmi_fan_rpm", aggregate: "max", by: ["sensor"] },
    { name: "", metric: "hwmon_fan_rpm", aggregate: "max", by: ["chip", "sensor"], style: "dashed" },
  ],
};

export const fans: Section = {
  id: "fans",
  title: "Fans",
  charts: () => [speeds],
  parts: (schema) => [
    { layout: "cards", device: "Mode", devices: [mode(schema)] },
    { layout: "table", device: "Fan", devices: [...sensorRows(schema, "ipmi_fan_rpm", "ipmi_fan_ratio"), ...kernelFans(schema)] },
  ],
};

function mode(schema: SchemaIndex): Device {
  const list = new FigureList(schema).series("Fan mode", "ipmi_fan_mode");
  for (const zone of schema.values("zone", "ipmi_fan_duty_ratio")) list.series(`Zone ${zone} is set to`, "ipmi_fan_duty_ratio", { labels: { zone } });
  return { id: "", name: "", figures: list.figures };
}

function kernelFans(schema: SchemaIndex): Device[] {
  return schema.all("hwmon_fan_rpm").map((place) => {
    const { labels, metric, unit } = place.series;
    const name = `${labels["chip"] ?? ""} ${labels["sensor"] ?? ""}`.trim();
    return { id: name, name, figures: [{ name: "Reading", unit: unitOf(metric, unit, false), value: (values) => at(values, place), past: pastOf(place) }] };
  });
}
