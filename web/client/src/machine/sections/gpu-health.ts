import type { FigureList } from "../model/figure-list.ts";
import { at, sumAt } from "../model/schema-index.ts";
import type { StateText } from "../model/section.ts";
import { yesNo } from "../model/state-text.ts";

/** Why a card's clocks are held down, as a person would say it; those not listed here are no trouble. */
const reasons: Readonly<Record<string, StateText>> = {
  sw_power_cap: { text: "power limit", level: "warm" },
  hw_slowdown: { text: "hardware slowdown", level: "critical" },
  sw_thermal: { text: "too warm", level: "hot" },
  hw_thermal: { text: "too hot", level: "critical" },
  hw_power_brake: { text: "power brake", level: "critical" },
  application_clocks: { text: "clocks set", level: "normal" },
  sync_boost: { text: "sync boost", level: "normal" },
  display_clocks: { text: "display", level: "normal" },
  idle: { text: "idle", level: "normal" },
};

const order = ["normal", "warm", "hot", "critical"];

export function addThrottling(list: FigureList): void {
  const places = list.schema.all("gpu_throttle", list.labels);
  if (places.length === 0) return;
  list.computed("Held down by", "count", () => null, {
    stateText: (values) => {
      const known = places.filter((place) => at(values, place) !== null);
      if (known.length === 0) return null;
      const held = known.filter((place) => at(values, place) === 1)
        .map(({ series: { labels } }) => reasons[labels["reason"] ?? ""] ?? { text: labels["reason"] ?? "?", level: "warm" as const })
        .sort((a, b) => order.indexOf(b.level) - order.indexOf(a.level));
      return { text: held.map(({ text }) => text).join(", ") || "nothing", level: held[0]?.level ?? "normal" };
    },
  });
}

/** PCIe and NVLink: how wide, how busy, how many errors. */
export function addLinks(list: FigureList): void {
  const fewer = list.place("gpu_pcie_width");
  const most = list.place("gpu_pcie_width_max");
  list.series("PCIe generation", "gpu_pcie_generation", { limit: "gpu_pcie_generation_max", more: true })
    .series("PCIe lanes", "gpu_pcie_width", {
      limit: "gpu_pcie_width_max", more: true,
      level: (values) => ((at(values, fewer) ?? 0) < (at(values, most) ?? 0) ? "hot" : "normal"),
    })
    .series("PCIe received", "gpu_pcie_receive_bytes_total", { more: true })
    .series("PCIe sent", "gpu_pcie_transmit_bytes_total", { more: true })
    .series("PCIe received", "gpu_pcie_receive_rate_bytes", { unit: "bytesPerSecond", more: true })
    .series("PCIe sent", "gpu_pcie_transmit_rate_bytes", { unit: "bytesPerSecond", more: true })
    .series("PCIe replays", "gpu_pcie_replays_total", { more: true, ifAny: "hot" });
  const links = list.schema.all("gpu_nvlink_up", list.labels);
  if (links.length === 0) return;
  list.computed("NVLinks", "count", (values) => sumAt(values, links), {
    more: true,
    stateText: (values) => {
      const up = sumAt(values, links);
      if (up === null) return null;
      return { text: `${up} of ${links.length} active`, level: up < links.length && up > 0 ? "hot" : "normal" };
    },
  });
  list.sum("NVLink received", "gpu_nvlink_receive_bytes_total", "bytesPerSecond", { more: true })
    .sum("NVLink sent", "gpu_nvlink_transmit_bytes_total", "bytesPerSecond", { more: true })
    .sum("NVLink errors", "gpu_nvlink_errors_total", "count", { more: true, ifAny: "hot" });
}

/** Error correction, and what became of memory that is bad. */
export function addMemoryErrors(list: FigureList): void {
  list.coded("ECC", "gpu_ecc_enabled", yesNo("on", "off"), { more: true });
  list.series("ECC corrected", "gpu_ecc_errors_total", { labels: { error: "corrected", counter: "volatile" }, more: true, ifAny: "warm" })
    .series("ECC uncorrected", "gpu_ecc_errors_total", { labels: { error: "uncorrected", counter: "volatile" }, more: true, ifAny: "critical" })
    .series("Rows remapped", "gpu_remapped_rows", { labels: { error: "uncorrected" }, more: true })
    .coded("Remapping", "gpu_remapped_rows_failed", yesNo("failed: exchange the card", "has not failed", { yes: "critical" }), { more: true })
    .coded("Rows to remap", "gpu_remapped_rows_pending", yesNo("at the next reset", "none", { yes: "hot" }), { more: true })
    .series("Pages retired", "gpu_retired_pages", { labels: { cause: "double_bit" }, more: true })
    .coded("Pages to retire", "gpu_retired_pages_pending", yesNo("at the next restart", "none", { yes: "hot" }), { more: true });
}
