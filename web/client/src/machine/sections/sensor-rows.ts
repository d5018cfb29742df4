import { formatValue, unitOf, type Unit } from "../../format/unit.ts";
import { pastOf } from "../model/figure-list.ts";
import { at, type Place, type SchemaIndex, type Values } from "../model/schema-index.ts";
import type { Device, Figure, StateText } from "../model/section.ts";
import { normal } from "../model/state-text.ts";

/** How bad a reading is by the sensor's own thresholds. */
const severities: readonly StateText[] = [
  normal("good"), { text: "not critical", level: "hot" }, { text: "critical", level: "critical" }, { text: "not recoverable", level: "critical" },
];
const lower = ["lnr", "lcr", "lnc"];
const upper = ["unc", "ucr", "unr"];

/** A row for each sensor of the management controller that these metrics have: its reading, state and thresholds. */
export function sensorRows(schema: SchemaIndex, ...metrics: readonly string[]): Device[] {
  return metrics.flatMap((metric) => schema.all(metric)).map((place) => {
    const { metric, labels, unit } = place.series;
    const sensor = labels["sensor"] ?? "";
    const same = { sensor, ...(labels["bmc"] === undefined ? {} : { bmc: labels["bmc"] }) };
    const shown = unitOf(metric, unit, false);
    return {
      id: `${metric} ${labels["bmc"] ?? ""} ${sensor} ${labels["unit"] ?? ""}`,
      name: sensor,
      note: [labels["bmc"], labels["unit"]].filter((each) => each).join(" ") || null,
      figures: [
        { name: "Reading", unit: shown, value: (values) => at(values, place), past: pastOf(place) },
        stateOf(schema, same),
        thresholds(schema, same, "Too low at", lower, shown),
        thresholds(schema, same, "Too high at", upper, shown),
      ],
    };
  });
}

function stateOf(schema: SchemaIndex, labels: Record<string, string>): Figure {
  const place = schema.one("ipmi_sensor_state", labels);
  return {
    name: "State", unit: "count", value: (values) => at(values, place),
    stateText: (values) => {
      const state = at(values, place);
      return state === null ? null : severities[state] ?? normal(String(state));
    },
  };
}

/** The thresholds on one side: not critical, critical, not recoverable. */
function thresholds(schema: SchemaIndex, labels: Record<string, string>, name: string, names: readonly string[], unit: Unit): Figure {
  const places = names.map((threshold) => schema.one("ipmi_threshold", { ...labels, threshold })).filter((place): place is Place => place !== null);
  const stateText = (values: Values): StateText | null => {
    const texts = places.map((place) => at(values, place)).filter((value) => value !== null).map((value) => formatValue(value, unit));
    return texts.length === 0 ? null : normal(texts.join(" · "));
  };
  return { name, unit, value: () => null, stateText };
}
