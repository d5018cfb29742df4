/** What the server says; see the REST API and the live hub. Times are Unix milliseconds; null is "no value". */

export type Labels = Readonly<Record<string, string>>;

export interface Figures {
  cpuRatio: number | null;
  memoryRatio: number | null;
  rootDiskRatio: number | null;
  networkReceiveBytesPerSecond: number | null;
  networkTransmitBytesPerSecond: number | null;
  uptimeSeconds: number | null;
}

export interface Client {
  id: string;
  name: string;
  online: boolean;
  lastSeen: number | null;
  tags: string[];
  figures: Figures;
}

export interface Drive {
  device: string;
  model: string | null;
  sizeBytes: number | null;
  rotational: boolean | null;
}

export interface Facts {
  hostName: string;
  machineId: string | null;
  operatingSystem: string | null;
  kernel: string | null;
  architecture: string | null;
  cpuModel: string | null;
  cpuCores: number | null;
  memoryBytes: number | null;
  boardVendor: string | null;
  boardModel: string | null;
  drives: Drive[] | null;
  agentVersion: string | null;
}

export type Kind = "gauge" | "counter";

export interface LatestValue {
  metric: string;
  labels: Labels;
  unit: string;
  kind: Kind;
  value: number;
  time: number;
}

export interface ClientDetails extends Client {
  facts: Facts | null;
  latest: LatestValue[];
}

/** A column of values beside `times`: only instants (or buckets) with data are listed. */
export interface TimeSeries {
  client: string;
  labels: Labels;
  values: (number | null)[];
}

export interface TimeSeriesAnswer {
  metric: string;
  unit: string;
  from: number;
  to: number;
  /** Bucket width, milliseconds; 0 for raw reports. A bucket covers (time − step, time]. */
  step: number;
  times: number[];
  series: TimeSeries[];
}

export interface SchemaSeries {
  metric: string;
  labels: Labels;
  unit: string;
  kind: Kind;
}

/** The order in which a client's reports list their values. */
export interface LiveSchema {
  client: string;
  hash: string;
  series: SchemaSeries[];
}

/** One report; the value of a counter is already its rate per second since the report before. */
export interface LiveReport {
  client: string;
  hash: string;
  time: number;
  values: (number | null)[];
}

export interface WatchedClient {
  client: Client;
  schema: LiveSchema | null;
  report: LiveReport | null;
}

/** History in this span changed: what was drawn from it must be fetched anew. */
export interface Backfilled {
  client: string;
  from: number;
  to: number;
}
