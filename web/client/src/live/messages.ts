import type { Kind, Labels, LatestValue, Machine } from "../api/types.ts";

/**
 * What travels by the live hub alone: SignalR has no document to generate types from, so these are written by hand
 * after LiveSchemaView, LiveReport, ProgramView, WatchView and BackfilledView of the server. Times are Unix milliseconds; null is
 * "no value".
 */

export interface SchemaSeries {
  metric: string;
  labels: Labels;
  unit: string;
  kind: Kind;
}

/** The order in which a machine's reports list their values. */
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

/** The newest report of a program that pushes samples of the machine; the value of a counter is its rate per second. */
export interface ProgramReport {
  client: string;
  program: string;
  time: number;
  values: LatestValue[];
}

/** The answer to WatchClient. */
export interface WatchedMachine {
  client: Machine;
  schema: LiveSchema | null;
  report: LiveReport | null;
  programs: ProgramReport[];
}

/** History in this span changed: what was drawn from it must be fetched again. */
export interface Backfilled {
  client: string;
  from: number;
  to: number;
}
