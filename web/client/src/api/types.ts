/** What the server says; see the REST API and the live hub. Times are Unix milliseconds; null is "no value". */

export type Labels = Readonly<Record<string, string>>;

/** A machine's main figures; see ClientFigures of the server for what each means. */
export interface Figures {
  cpuRatio: number | null;
  memoryRatio: number | null;
  rootDiskRatio: number | null;
  networkReceiveBytesPerSecond: number | null;
  networkTransmitBytesPerSecond: number | null;
  uptimeSeconds: number | null;
  load1: number | null;
  dockerDiskRatio: number | null;
  diskReadBytesPerSecond: number | null;
  diskWriteBytesPerSecond: number | null;
  cpuTemperatureCelsius: number | null;
  vrmTemperatureCelsius: number | null;
  driveTemperatureCelsius: number | null;
  /** The slowest fan of the chassis. */
  fanRpm: number | null;
  powerWatts: number | null;
  psuTemperatureCelsius: number | null;
  psuFanRpm: number | null;
  psusFailed: number | null;
  gpuCount: number | null;
  gpusInUse: number | null;
  /** Mean of all GPUs. */
  gpuRatio: number | null;
  gpuMemoryRatio: number | null;
  /** The hottest GPU. */
  gpuTemperatureCelsius: number | null;
  /** Of all GPUs together. */
  gpuPowerWatts: number | null;
  gpuPowerLimitWatts: number | null;
  gpuFanRatio: number | null;
  /** Of hosts of vast.ai: 1 while rented. */
  rented: number | null;
}

/** Main figures of one GPU. */
export interface GpuFigures {
  gpu: string;
  utilizationRatio: number | null;
  temperatureCelsius: number | null;
  powerWatts: number | null;
  memoryRatio: number | null;
  fanRatio: number | null;
}

/** A machine's row. Name, tags, group and model are untrusted text. */
export interface Client {
  id: string;
  name: string;
  online: boolean;
  lastSeen: number | null;
  tags: string[];
  figures: Figures;
  group: string | null;
  gpuModel: string | null;
  gpus: GpuFigures[];
}

export interface Drive {
  device: string;
  model: string | null;
  sizeBytes: number | null;
  rotational: boolean | null;
  serial: string | null;
  firmware: string | null;
  interface: string | null;
}

export interface Gpu {
  index: number;
  uuid: string | null;
  model: string | null;
  serial: string | null;
  busId: string | null;
  vbios: string | null;
  memoryBytes: number | null;
  defaultPowerLimitWatts: number | null;
  mig: boolean | null;
  pcieGenerationMax: number | null;
  pcieWidthMax: number | null;
}

/** The board's management controller. */
export interface Bmc {
  vendor: string | null;
  product: string | null;
  firmware: string | null;
  ipmiVersion: string | null;
}

/** A part that can be replaced, as the management controller lists it. */
export interface Fru {
  name: string;
  manufacturer: string | null;
  product: string | null;
  partNumber: string | null;
  serial: string | null;
}

export interface Collector {
  name: string;
  /** up, down, absent or off; a newer agent may know others. */
  state: string;
  reason: string | null;
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
  bootId: string | null;
  bootTime: number | null;
  systemVendor: string | null;
  systemModel: string | null;
  systemSerial: string | null;
  biosVersion: string | null;
  nvidiaDriver: string | null;
  cudaVersion: string | null;
  gpus: Gpu[] | null;
  bmc: Bmc | null;
  frus: Fru[] | null;
  vastMachineId: string | null;
  vastPortRange: string | null;
  containerEngine: string | null;
  collectors: Collector[] | null;
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
  /** Null where the series of all machines were combined. */
  client: string | null;
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

/** Something that happened on a machine. Every text is untrusted. */
export interface MachineEvent {
  id: number;
  client: string;
  time: number;
  kind: string;
  severity: "info" | "warning" | "error" | "critical";
  key: string;
  subject: Labels;
  message: string;
  details: Labels;
}

export interface EventList {
  events: MachineEvent[];
  /** Where the list goes on (`before`); null at its end. */
  next: string | null;
}

/** History in this span changed: what was drawn from it must be fetched anew. */
export interface Backfilled {
  client: string;
  from: number;
  to: number;
}
