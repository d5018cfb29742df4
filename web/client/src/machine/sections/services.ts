import { FigureList } from "../model/figure-list.ts";
import type { SchemaIndex } from "../model/schema-index.ts";
import type { Device, Part, Section } from "../model/section.ts";
import { byState, normal, oneOf, yesNo } from "../model/state-text.ts";

/** systemd's units: how many failed, and those that were chosen. */
export const units: Section = {
  id: "units",
  title: "Units (systemd)",
  events: ["unit_failed"],
  parts: (schema) => [
    card(new FigureList(schema).series("Failed units", "units_failed", { ifAny: "critical" })),
    {
      layout: "table", device: "Unit",
      devices: schema.values("unit", "unit_state", "unit_memory_bytes").map((unit) => named(unit, new FigureList(schema, { unit })
        .state("State", "unit_state", "state", byState({ failed: "critical", activating: "warm", deactivating: "warm" }))
        .series("Restarts", "unit_restarts_total", { ifAny: "hot" })
        .series("CPU cores", "unit_cpu_seconds_total").series("Memory", "unit_memory_bytes"))),
    },
  ],
};

export const updates: Section = {
  id: "updates",
  title: "Updates",
  parts: (schema) => [card(new FigureList(schema)
    .series("Pending", "updates_pending").series("For security", "updates_security_pending", { ifAny: "hot" })
    .coded("Restart", "reboot_required", yesNo("needed", "not needed", { yes: "hot" })))],
};

export const arrays: Section = {
  id: "arrays",
  title: "RAID and ZFS",
  events: ["raid_state"],
  parts: (schema) => [
    { layout: "table", device: "Array", devices: schema.values("array", "raid_disks", "raid_degraded").map((array) => raid(schema, array)) },
    {
      layout: "table", device: "Pool",
      devices: schema.values("pool", "zfs_pool_state").map((pool) => named(pool, new FigureList(schema, { pool })
        .state("State", "zfs_pool_state", "state", byState({ degraded: "hot", faulted: "critical", offline: "critical", removed: "critical", unavail: "critical", suspended: "critical" })))),
    },
  ],
};

function raid(schema: SchemaIndex, array: string): Device {
  const list = new FigureList(schema, { array })
    .coded("State", "raid_degraded", yesNo("degraded", "whole", { yes: "critical" }))
    .series("Drives at work", "raid_disks_active", { limit: "raid_disks" }).series("Failed", "raid_disks_failed", { ifAny: "critical" });
  for (const action of schema.values("action", "raid_sync_ratio")) list.series(`${action} done`, "raid_sync_ratio", { labels: { action }, isPart: true });
  return named(array, list.series("Mismatches", "raid_mismatches", { ifAny: "warm" }));
}

/** What the machine reaches, and how right its clock is. */
export const reach: Section = {
  id: "reach",
  title: "Network reach and clock",
  events: ["clock_step"],
  charts: () => [
    { id: "reach", title: "Time until targets answer", unit: "seconds", lines: [{ name: "", metric: "reach_latency_seconds", aggregate: "max", by: ["target"] }] },
    { id: "clock", title: "Clock ahead of the server's", unit: "seconds", lines: [{ name: "", metric: "clock_offset_seconds", aggregate: "max" }] },
  ],
  parts: (schema) => [
    card(new FigureList(schema)
      .coded("Clock", "clock_synchronized", yesNo("kept right", "not kept right", { no: "hot" }))
      .series("Ahead of the server", "clock_offset_seconds").series("Largest error", "clock_error_seconds")
      .series("Server answers in", "server_latency_seconds")),
    {
      layout: "table", device: "Target",
      devices: schema.values("target", "reach_up").map((target) => named(target, new FigureList(schema, { target })
        .coded("State", "reach_up", yesNo("answers", "does not answer", { no: "critical" }))
        .series("Answers in", "reach_latency_seconds").series("Lost", "reach_loss_ratio", { ifAny: "hot" }).series("HTTP status", "reach_http_status"))),
    },
  ],
};

/** Rental by vast.ai. */
export const rental: Section = {
  id: "rental",
  title: "Rental (vast.ai)",
  events: ["rental_started", "rental_ended"],
  parts: (schema) => [card(new FigureList(schema)
    .coded("Machine", "vast_rented", yesNo("rented", "not rented"))
    .coded("Daemon", "vast_running", yesNo("runs", "does not run", { no: "critical" }))
    .series("Instances", "vast_instances").series("GPUs rented", "vast_gpus_rented", { limit: "gpus" }))],
};

export const scripts: Section = {
  id: "scripts",
  title: "Scripts and checks",
  events: ["check_state"],
  parts: (schema) => [
    {
      title: "Checks", layout: "table", device: "Check",
      devices: schema.values("check", "nagios_state").map((check) => named(check, new FigureList(schema, { check })
        .coded("State", "nagios_state", oneOf(normal("good"), { text: "warning", level: "hot" }, { text: "critical", level: "critical" }, { text: "not known", level: "warm" })))),
    },
    {
      title: "Scripts", layout: "table", device: "Script",
      devices: schema.values("script", "script_up").map((script) => named(script, new FigureList(schema, { script })
        .coded("Last run", "script_up", yesNo("gave values", "failed", { no: "hot" }))
        .series("Took", "script_duration_seconds").series("Exit code", "script_exit_code"))),
    },
    {
      title: "Scraped targets", layout: "table", device: "Target",
      devices: schema.values("target", "scrape_up").map((target) => named(target, new FigureList(schema, { target })
        .coded("Last answer", "scrape_up", yesNo("could be read", "could not be read", { no: "hot" }))
        .series("Took", "scrape_duration_seconds").series("Values", "scrape_samples"))),
    },
  ],
};

/** The agent itself, and how its collectors do. */
export const agent: Section = {
  id: "agent",
  title: "Agent",
  closed: true,
  events: ["collector_down", "collector_recovered"],
  parts: (schema) => [
    card(new FigureList(schema)
      .series("CPU cores", "agent_cpu_seconds_total").series("Memory", "agent_memory_bytes").series("Reports on disk", "agent_spool_reports")
      .series("Spool", "agent_spool_bytes").series("Dropped", "agent_spool_dropped_total", { ifAny: "hot" })
      .series("Refused", "agent_reports_refused_total", { ifAny: "hot" })),
    {
      title: "Collectors", layout: "table", device: "Collector",
      devices: schema.values("collector", "collector_up").map((collector) => named(collector, new FigureList(schema, { collector })
        .coded("Last run", "collector_up", yesNo("succeeded", "failed", { no: "hot" }))
        .series("Took", "collector_duration_seconds").series("Age of values", "collector_age_seconds")
        .series("Troubles", "collector_troubles", { ifAny: "warm" }))),
    },
  ],
};

function named(name: string, list: FigureList): Device {
  return { id: name, name, figures: list.figures };
}

function card(list: FigureList): Part {
  return { layout: "cards", device: "", devices: [{ id: "", name: "", figures: list.figures }] };
}
