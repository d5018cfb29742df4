/** What GET /api/cluster answers. Times are Unix milliseconds; rates are of the last ten seconds. */
export interface Cluster { time: number; runtime: string; nodes: NodeState[]; activations: { grain: string; count: number }[] }

export interface NodeState { heardAt: number; report: NodeReport }

export interface NodeReport {
  name: string;
  kind: string;
  runtime: string;
  version: string;
  startedAt: number;
  process: ProcessFigures;
  calls: MethodCalls[];
  figures: MeterFigure[];
}

export interface ProcessFigures {
  cpuCores: number;
  residentBytes: number;
  heapBytes: number;
  allocatedBytesPerSecond: number;
  threads: number;
  queuedWork: number;
  /** Of generations 0, 1 and 2 since the start. */
  collections: number[];
  pauseRatio: number;
}

export interface MethodCalls {
  grain: string;
  method: string;
  callsPerSecond: number;
  errorsPerSecond: number;
  meanSeconds: number | null;
  p99Seconds: number | null;
  calls: number;
  errors: number;
}

/** A figure as /metrics has it; labels as Prometheus writes them. */
export interface MeterFigure { name: string; labels: string; value: number; perSecond: number | null }
