import type { ChartRequest } from "../../charts/chart-request.ts";
import type { Level, Thresholds } from "../../fleet/level.ts";
import type { SeriesQuery } from "../../api/timeseries.ts";
import type { Labels } from "../../api/types.ts";
import type { Unit } from "../../format/unit.ts";
import type { SchemaIndex, Values } from "./schema-index.ts";

/** A state in words; its level decides the colour and the shape beside them. */
export interface StateText {
  text: string;
  level: Level;
}

/** The history of a figure: a query of its machine, and how its values become the figure. */
export interface FigureHistory {
  query: SeriesQuery;
  /** Which of the query's series is meant; left out, there is one. */
  labels?: Labels;
  map?: (value: number) => number;
}

/** One figure of a device, read out of each report. */
export interface Figure {
  name: string;
  unit: Unit;
  value: (values: Values) => number | null;
  /** FigureText in place of the number. */
  stateText?: (values: Values) => StateText | null;
  /** FigureText behind it, such as the limit. */
  note?: (values: Values) => string | null;
  thresholds?: Thresholds | undefined;
  /** Its level where no thresholds decide it. */
  level?: (values: Values) => Level;
  /** Drawn as a bar: a part of a whole. */
  isPart?: boolean;
  /** Where its short history comes from; a figure without any has no line. */
  past?: FigureHistory;
  /** Shown only of a device that was opened. */
  more?: boolean;
}

/** A chart of one machine, which its reports feed. */
export interface MachineChart extends ChartRequest {
  id: string;
  title: string;
}

export interface Device {
  /** Unique within its part. */
  id: string;
  name: string;
  note?: string | null;
  figures: readonly Figure[];
  /** Drawn when the device is opened. */
  charts?: readonly MachineChart[];
}

/** Devices of a kind: each a card, a row of a table, or a small coloured cell. */
export interface Part {
  title?: string;
  layout: "cards" | "table" | "cells";
  /** What a device is called in the head of the table. */
  device: string;
  devices: readonly Device[];
  /** Shown only when this holds. */
  when?: (values: Values) => boolean;
}

/**
 * A part of the machine's page; it is there when the machine has something of it. A new section is a row of the list.
 */
export interface Section {
  id: string;
  title: string;
  parts: (schema: SchemaIndex) => Part[];
  charts?: (schema: SchemaIndex) => readonly MachineChart[];
  /** Kinds of events that are marked on its charts, beside those that concern the whole machine. */
  events?: readonly string[];
  /** Closed until it is opened. */
  closed?: boolean;
}

/** A section as this machine has it. */
export interface ShownSection {
  section: Section;
  parts: readonly Part[];
  charts: readonly MachineChart[];
}
