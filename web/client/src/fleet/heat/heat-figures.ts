import type { Machine, GpuFigures } from "../../api/types.ts";
import type { Unit } from "../../format/unit.ts";
import { thresholdsOf } from "../../shell/display-settings.ts";
import { levelsOf } from "../column.ts";
import { figureColumns } from "../figure-columns.ts";
import type { Thresholds } from "../level.ts";

/** A machine, or a GPU of it. */
export interface Tile {
  client: Machine;
  gpu: GpuFigures | null;
}

/** What tiles can be coloured by. */
export interface HeatFigure {
  id: string;
  title: string;
  unit: Unit;
  thresholds: Thresholds | undefined;
  value: (tile: Tile) => number | null;
}

function ofGpu(id: string, title: string, unit: Unit, figure: Exclude<keyof GpuFigures, "gpu">, thresholds?: Thresholds): HeatFigure {
  return { id, title, unit, thresholds, value: ({ gpu }) => gpu?.[figure] ?? null };
}

/** Read when the page is there, for the thresholds are in it. */
export function figuresOfGpus(): readonly HeatFigure[] {
  return [
    ofGpu("temperature", "Temperature", "celsius", "temperatureCelsius", thresholdsOf("gpuTemperatureCelsius")),
    ofGpu("utilization", "Utilization", "ratio", "utilizationRatio"),
    ofGpu("power", "Power", "watts", "powerWatts"),
    ofGpu("memory", "Memory", "ratio", "memoryRatio"),
    ofGpu("fan", "Fan", "ratio", "fanRatio", thresholdsOf("gpuFanRatio")),
  ];
}

export function figuresOfMachines(): readonly HeatFigure[] {
  return figureColumns.map((column) => ({
    id: column.id, title: column.title, unit: column.unit!, thresholds: levelsOf(column),
    value: ({ client }) => column.value(client) as number | null,
  }));
}

/**
 * From where to where the colours go: ratios whole, temperatures from a cool room to beyond critical, others up to the
 * highest there is.
 */
export function domainOf({ unit, thresholds }: HeatFigure, values: readonly number[]): [number, number] {
  if (unit === "ratio") return [0, 1];
  const highest = values.reduce((a, b) => Math.max(a, b), 0);
  if (unit === "celsius") return [20, Math.max(90, (thresholds?.[2] ?? 0) + 5)];
  return [0, roundUp(highest)];
}

/** To one of 1, 1.5, 2, 3, 5, 7 times a power of ten, so that the scale does not move with each report. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 1.5, 2, 3, 5, 7, 10].find((factor) => factor * power >= value)!;
}
