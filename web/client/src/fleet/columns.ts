import type { Client } from "../api/types.ts";
import type { Unit } from "../format/unit.ts";
import type { Thresholds } from "./level.ts";

/** A column of the fleet's table; a new figure of a machine is a row here. */
export interface Column {
  id: string;
  title: string;
  /** Said where the short title may not be enough. */
  help?: string;
  /** What the column sorts by and, but for special cells, shows. */
  value: (client: Client) => number | string | null;
  /** How a figure is shown; text has none. */
  unit?: Unit;
  /** A figure with a bar, coloured from these on. */
  meter?: Thresholds;
  /** Left out on narrow screens. */
  wide?: boolean;
}

export const columns: readonly Column[] = [
  { id: "state", title: "State", value: (client) => (client.online ? "online" : "offline") },
  { id: "name", title: "Machine", value: (client) => client.name },
  { id: "cpu", title: "CPU", value: (client) => client.figures.cpuRatio, unit: "ratio", meter: [0.5, 0.7, 0.9] },
  { id: "memory", title: "Memory", value: (client) => client.figures.memoryRatio, unit: "ratio", meter: [0.6, 0.8, 0.9] },
  { id: "disk", title: "Root disk", value: (client) => client.figures.rootDiskRatio, unit: "ratio", meter: [0.5, 0.7, 0.85] },
  {
    id: "in", title: "Net in", help: "Bytes received per second, all interfaces", unit: "bytesPerSecond",
    value: (client) => client.figures.networkReceiveBytesPerSecond,
  },
  {
    id: "out", title: "Net out", help: "Bytes sent per second, all interfaces", unit: "bytesPerSecond",
    value: (client) => client.figures.networkTransmitBytesPerSecond,
  },
  { id: "uptime", title: "Uptime", value: (client) => client.figures.uptimeSeconds, unit: "seconds", wide: true },
  { id: "seen", title: "Last seen", value: (client) => client.lastSeen },
];
