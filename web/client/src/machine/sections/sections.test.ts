import { expect, test } from "vitest";
import type { Kind, Labels } from "../../api/types.ts";
import type { SchemaSeries } from "../../live/messages.ts";
import { SchemaIndex } from "../model/schema-index.ts";
import type { ShownSection } from "../model/section.ts";
import { readFigure } from "../view/figure-view.ts";
import { columnsOf } from "../view/device-table.ts";
import { sectionsOf, sectionsWithout } from "./index.ts";

type Given = [metric: string, labels: Labels, value: number | null, unit?: string];

function machine(...given: Given[]): { sections: ShownSection[]; values: (number | null)[] } {
  const series = given.map(([metric, labels, , unit = ""]): SchemaSeries => ({ metric, labels, unit, kind: (metric.endsWith("_total") ? "counter" : "gauge") as Kind }));
  return { sections: sectionsOf(new SchemaIndex({ series })), values: given.map(([, , value]) => value) };
}

/** What a section says of each of its devices, by the names of figures. */
function said({ sections, values }: ReturnType<typeof machine>, id: string): Record<string, Record<string, string>> {
  const { parts } = sections.find(({ section }) => section.id === id)!;
  return Object.fromEntries(parts.flatMap(({ devices }) => devices).map((device) => [device.name, Object.fromEntries(device.figures.map((figure) => {
    const { text, level, note } = readFigure(figure, values);
    return [figure.name, [text, note, level === "normal" ? null : `(${level})`].filter((each) => each !== null).join(" ")];
  }))]));
}

test("a section is there only when the machine has something of it", () => {
  expect(machine(["load1", {}, 1]).sections.map(({ section }) => section.id)).toEqual(["cpu"]);
  expect(machine(["gpu_up", { gpu: "0" }, 1], ["psu_status", { psu: "1" }, 0]).sections.map(({ section }) => section.id)).toEqual(["gpus", "psus"]);
  expect(machine().sections).toEqual([]);
});

test("of a machine without reports the charts of what each has are shown", () => {
  expect(sectionsWithout().map(({ section, charts }) => [section.id, charts.map(({ id }) => id)])).toEqual([
    ["cpu", ["cpu"]], ["memory", ["memory"]], ["disks", ["disk"]], ["network", ["network"]],
  ]);
});

test("charts are there only where they have something to draw", () => {
  const { sections } = machine(["gpu_up", { gpu: "0" }, 1], ["gpu_power_watts", { gpu: "0" }, 300, "watts"]);
  expect(sections[0]!.charts.map(({ id }) => id)).toEqual(["gpu-power"]);
});

test("a processor is busy with all but idling and waiting", () => {
  const cpu = (core: string, mode: string, value: number): Given => ["cpu_seconds_total", { cpu: core, mode }, value, "seconds"];
  const all = said(machine(cpu("0", "user", 0.6), cpu("0", "idle", 0.3), cpu("0", "iowait", 0.1), cpu("1", "user", 0.2), cpu("1", "idle", 0.8)), "cpu");
  expect(all[""]!["Busy"]).toBe("40.0%");
  expect(all["0"]!["Busy"]).toBe("60.0%");
});

test("GPUs are listed one by one, sorted as people count, with limits and why they are held down", () => {
  const gpu = (index: string): Given[] => [
    ["gpu_up", { gpu: index, model: "H100" }, 1], ["gpu_power_watts", { gpu: index, model: "H100" }, 650, "watts"], ["gpu_power_limit_watts", { gpu: index }, 700, "watts"],
    ["gpu_throttle", { gpu: index, reason: "idle" }, 0], ["gpu_throttle", { gpu: index, reason: "hw_thermal" }, 1], ["gpu_throttle", { gpu: index, reason: "sw_power_cap" }, 1],
    ["gpu_memory_used_bytes", { gpu: index, mig: "1" }, 1, "bytes"], ["gpu_memory_used_bytes", { gpu: index }, 2 ** 30, "bytes"], ["gpu_memory_total_bytes", { gpu: index }, 2 ** 31, "bytes"],
  ];
  const built = machine(...gpu("10"), ...gpu("2"));
  const all = said(built, "gpus");
  expect(Object.keys(all)).toEqual(["", "GPU 2", "GPU 10"].filter((name) => name !== ""));
  expect(all["GPU 2"]).toMatchObject({ State: "answers", Power: "650 W of 700 W", "Held down by": "too hot, power limit (critical)", Memory: "1.00 GiB of 2.00 GiB" });
  expect(built.sections[0]!.parts[0]!.devices[0]!.note).toBe("H100");
});

test("cards that are lost to the driver are shown while there are any", () => {
  const built = machine(["gpus", {}, 7], ["gpus_on_bus", {}, 8], ["gpu_up", { gpu: "0" }, 0]);
  const { parts } = built.sections[0]!;
  expect(parts[0]!.when!(built.values)).toBe(true);
  expect(parts[0]!.when!([8, 8, 1])).toBe(false);
  expect(said(built, "gpus")).toMatchObject({ "": { "Cards on the bus": "1 lost to the driver (critical)" }, "GPU 0": { State: "lost (critical)" } });
});

test("board sensors have their state and thresholds, each in the sensor's unit", () => {
  const all = said(machine(
    ["ipmi_temperature_celsius", { sensor: "CPU Temp" }, 91, "celsius"], ["ipmi_sensor_state", { sensor: "CPU Temp" }, 2],
    ["ipmi_threshold", { sensor: "CPU Temp", threshold: "unc" }, 85], ["ipmi_threshold", { sensor: "CPU Temp", threshold: "ucr" }, 90],
    ["ipmi_threshold", { sensor: "CPU Temp", threshold: "lnc" }, null], ["ipmi_discrete", { sensor: "PS1", state: "failure_detected" }, 1],
  ), "sensors");
  expect(all["CPU Temp"]).toEqual({ Reading: "91 °C", State: "critical (critical)", "Too low at": "–", "Too high at": "85 °C · 90 °C" });
  expect(all["PS1"]).toEqual({ State: "failure detected (hot)" });
});

test("containers have their state in words, their limit and their GPUs", () => {
  const web = { container: "web", image: "nginx:1" };
  const all = said(machine(
    ["container_state", { ...web, state: "running" }, 0], ["container_state", { ...web, state: "restarting" }, 1], ["container_health", { ...web, health: "unhealthy" }, 1],
    ["container_memory_bytes", web, 900, "bytes"], ["container_memory_limit_bytes", web, 1000, "bytes"], ["container_gpus", web, 2],
    ["container_gpu", { ...web, gpu: "0" }, 1], ["container_gpu", { ...web, gpu: "3" }, 1],
  ), "containers");
  expect(all["web"]).toMatchObject({ State: "restarting (hot)", Health: "unhealthy (critical)", GPUs: "0, 3", "Of limit": "90.0%" });
});

test("a filesystem is as full as df says, and one that cannot be read says so", () => {
  const root = { mountpoint: "/", fstype: "ext4" };
  const all = said(machine(
    ["filesystem_size_bytes", root, 100, "bytes"], ["filesystem_free_bytes", root, 40, "bytes"], ["filesystem_available_bytes", root, 20, "bytes"],
    ["filesystem_readonly", root, 1], ["filesystem_error", { mountpoint: "/nfs" }, 1],
  ), "disks");
  expect(all["/"]).toMatchObject({ Used: "75.0%", Mounted: "read-only (hot)" });
  expect(all["/nfs"]).toEqual({ Mounted: "figures cannot be read (critical)" });
});

test("supplies, drives, units, arrays, targets and checks say what is wrong in words", () => {
  const built = machine(
    ["psu_status", { psu: "1" }, 2], ["smart_healthy", { device: "sda", model: "X" }, 0], ["smart_critical_warning", { device: "sda", warning: "read_only" }, 1],
    ["unit_state", { unit: "ssh.service", state: "failed" }, 1], ["raid_degraded", { array: "md0" }, 1], ["zfs_pool_state", { pool: "tank", state: "degraded" }, 1],
    ["reach_up", { target: "gw" }, 0], ["nagios_state", { check: "ntp" }, 1], ["reboot_required", {}, 1], ["vast_rented", {}, 1],
  );
  expect(said(built, "psus")["PSU 1"]).toEqual({ State: "critical (critical)" });
  expect(said(built, "disks")["sda"]).toEqual({ Health: "failing, read only (critical)" });
  expect(said(built, "units")["ssh.service"]).toEqual({ State: "failed (critical)" });
  expect(said(built, "arrays")).toEqual({ md0: { State: "degraded (critical)" }, tank: { State: "degraded (hot)" } });
  expect(said(built, "reach")["gw"]).toEqual({ State: "does not answer (critical)" });
  expect(said(built, "scripts")["ntp"]).toEqual({ State: "warning (hot)" });
  expect(said(built, "updates")[""]).toEqual({ Restart: "needed (hot)" });
  expect(said(built, "rental")[""]).toEqual({ Machine: "rented" });
});

test("a table has a column for each figure that any device has", () => {
  const { sections } = machine(["psu_status", { psu: "1" }, 0], ["psu_input_watts", { psu: "2" }, 5, "watts"], ["psu_fan_rpm", { psu: "2", fan: "1" }, 5, "rpm"]);
  expect(columnsOf(sections[0]!.parts[0]!.devices)).toEqual(["State", "In", "Fan 1"]);
});
