import type { TemplateResult } from "lit";
import type { Machine, Figures } from "../api/types.ts";
import type { Unit } from "../format/unit.ts";
import { thresholdsOf } from "../shell/display-settings.ts";
import type { Thresholds } from "./level.ts";

/** How the figures of many machines become one. */
export type Sum = "sum" | "avg" | "max" | "min";

export const areas = ["Machine", "Temperatures", "GPUs", "Power and fans", "System", "Traffic"] as const;

/** A column of the fleet's table. */
export interface Column {
  id: string;
  title: string;
  area: (typeof areas)[number];
  /** The long title. */
  help?: string;
  /** What the column sorts by and, but for special cells, shows. */
  value: (client: Machine) => number | string | null;
  /** The whole that the value is a part of: 3 of 8 GPUs. */
  of?: (client: Machine) => number | null;
  /** How a figure is shown; text has none. */
  unit?: Unit;
  /** The figure it shows: by its name there are thresholds and histories. */
  figure?: keyof Figures;
  /** Levels that are no matter of taste, and so no setting. */
  levels?: Thresholds;
  /** What a group of machines shows; without, nothing. */
  sum?: Sum;
  /** Pixels. */
  width: number;
  /** Shown unless the viewer chose, where some machine has a value. */
  usual?: true;
  /** A cell that is more than a figure or a text. */
  cell?: (client: Machine, now: number) => TemplateResult | string;
}

/** From which values on a column's figures are warm, hot and critical; undefined: it has no such levels. */
export function levelsOf(column: Column): Thresholds | undefined {
  return column.levels ?? (column.figure && thresholdsOf(column.figure));
}
