import { thresholdsOf } from "../../shell/display-settings.ts";
import { FigureList } from "../model/figure-list.ts";
import { at, type SchemaIndex } from "../model/schema-index.ts";
import type { Device, StateText } from "../model/section.ts";
import { normal, yesNo } from "../model/state-text.ts";

/** A drive's own health data (SMART). */
export function driveHealth(schema: SchemaIndex, device: string): Device {
  const list = new FigureList(schema, { device });
  addVerdict(list);
  list.series("Temperature", "smart_temperature_celsius", { thresholds: thresholdsOf("driveTemperatureCelsius") })
    .series("Wear", "smart_wear_ratio", { thresholds: [0.5, 0.8, 0.9], isPart: true })
    .series("Spare", "smart_spare_ratio");
  // Counters come as rates, of which a drive's life shows nothing; these are the figures that stay.
  list.series("Pending sectors", "smart_pending_sectors", { ifAny: "critical" })
    .series("Reallocated", "smart_reallocated_sectors", { ifAny: "warm" })
    .series("Unreadable", "smart_uncorrectable_sectors", { ifAny: "critical" })
    .series("Grown defects", "smart_grown_defects", { ifAny: "warm" })
    .series("Cable errors", "smart_crc_errors", { ifAny: "warm" })
    .coded("Self-test", "smart_selftest_passed", yesNo("passed", "failed", { no: "critical" }));
  const labels = (list.place("smart_healthy") ?? list.place("smart_temperature_celsius") ?? list.place("smart_asleep"))?.series.labels;
  return { id: device, name: device, note: labels?.["model"] ?? null, figures: list.figures };
}

/** The drive's own verdict, its warnings, and whether it sleeps. */
function addVerdict(list: FigureList): void {
  const [healthy, asleep] = [list.place("smart_healthy"), list.place("smart_asleep")];
  const warnings = list.schema.all("smart_critical_warning", list.labels);
  if (!healthy && !asleep && warnings.length === 0) return;
  list.computed("Health", "count", () => null, {
    stateText: (values): StateText | null => {
      const warned = warnings.filter((place) => at(values, place) === 1).map(({ series }) => (series.labels["warning"] ?? "").replaceAll("_", " "));
      if (at(values, healthy) === 0 || warned.length > 0) return { text: ["failing", ...warned].join(", "), level: "critical" };
      if (at(values, asleep) === 1) return normal("asleep");
      return at(values, healthy) === 1 ? normal("good") : null;
    },
  });
}
