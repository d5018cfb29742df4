import type { MachineEvent } from "../../api/types.ts";

export const severities = ["info", "warning", "error", "critical"] as const;

/** Kinds of events that agents send, with what people call them. Others are shown under their own name. */
export const kinds: Readonly<Record<string, string>> = {
  gpu_xid: "GPU error (Xid)", gpu_lost: "GPU lost", gpu_found: "GPU found", gpu_event: "GPU", ipmi_sel: "BMC event log (SEL)", ipmi_sensor: "BMC sensor",
  psu_state: "Power supply", disk_health: "Drive health", raid_state: "RAID or ZFS", memory_error: "Memory error", container_exit: "Container ended",
  container_oom: "Container out of memory", container_unhealthy: "Container unhealthy", container_started: "Container started", unit_failed: "Unit failed",
  rental_started: "Rental started", rental_ended: "Rental ended", check_state: "Check", host_boot: "Machine started", agent_start: "Agent started",
  agent_stop: "Agent stopped", collector_down: "Collector fails", collector_recovered: "Collector recovered", clock_step: "Clock set",
};

/** What a list of events shows; all of it is in the address. */
export interface EventFilter {
  /** None: all. */
  kinds: readonly string[];
  /** At least so bad. */
  severity: MachineEvent["severity"];
  /** StateText that a message, its subject or its details must contain; the server does not know them. */
  search: string;
}

export function kindName(kind: string): string {
  return Object.hasOwn(kinds, kind) ? kinds[kind]! : kind;
}

/** Reads a filter from an address; what makes no sense is left out. */
export function readFilter(query: URLSearchParams): EventFilter {
  const severity = severities.find((each) => each === query.get("severity")) ?? "info";
  return { kinds: query.getAll("kind").filter((kind) => /^[a-z][a-z0-9_]{0,63}$/.test(kind)).slice(0, 20), severity, search: query.get("q") ?? "" };
}

/** Whether an event is shown: all words are somewhere in it, in any order and case. */
export function matches({ kinds: wanted, severity, search }: EventFilter, event: MachineEvent): boolean {
  if (wanted.length > 0 && !wanted.includes(event.kind)) return false;
  if (severities.indexOf(event.severity) < severities.indexOf(severity)) return false;
  const stateText = search.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (stateText.length === 0) return true;
  const text = [event.message, event.kind, ...Object.values(event.subject), ...Object.values(event.details)].join("\n").toLowerCase();
  return stateText.every((word) => text.includes(word));
}

/** The address of a page of events. */
export function eventsUrl(filter: EventFilter, client: string | null, limit: number, before: string | null, since: number): string {
  const query = new URLSearchParams();
  if (client !== null) query.set("client", client);
  for (const kind of filter.kinds) query.append("kind", kind);
  if (filter.severity !== "info") query.set("severity", filter.severity);
  query.set("from", String(since));
  query.set("limit", String(limit));
  if (before !== null) query.set("before", before);
  return `/api/events?${query}`;
}
