import type { Figures } from "../api/types.ts";
import type { Unit } from "../format/unit.ts";

/** A figure of the header; one that the machine does not have is left out. */
export interface HeaderFigure {
  figure: keyof Figures;
  title: string;
  unit: Unit;
  /** Another figure that is the most it may be. */
  limit?: keyof Figures;
  isPart?: boolean;
}

/** A machine's main figures, in order. */
export const headerFigures: readonly HeaderFigure[] = [
  { figure: "cpuRatio", title: "CPU", unit: "ratio", isPart: true },
  { figure: "memoryRatio", title: "Memory", unit: "ratio", isPart: true },
  { figure: "rootDiskRatio", title: "Root disk", unit: "ratio", isPart: true },
  { figure: "dockerDiskRatio", title: "Docker disk", unit: "ratio", isPart: true },
  { figure: "gpuRatio", title: "GPU, mean", unit: "ratio", isPart: true },
  { figure: "gpuMemoryRatio", title: "GPU memory", unit: "ratio", isPart: true },
  { figure: "gpusInUse", title: "GPUs in use", unit: "count", limit: "gpuCount" },
  { figure: "gpuTemperatureCelsius", title: "GPU, hottest", unit: "celsius" },
  { figure: "gpuPowerWatts", title: "GPU power", unit: "watts", limit: "gpuPowerLimitWatts" },
  { figure: "cpuTemperatureCelsius", title: "CPU, hottest", unit: "celsius" },
  { figure: "vrmTemperatureCelsius", title: "VRM, hottest", unit: "celsius" },
  { figure: "driveTemperatureCelsius", title: "Drive, hottest", unit: "celsius" },
  { figure: "psuTemperatureCelsius", title: "PSU, hottest", unit: "celsius" },
  { figure: "psusFailed", title: "PSUs failed", unit: "count" },
  { figure: "powerWatts", title: "Power", unit: "watts" },
  { figure: "fanRpm", title: "Slowest fan", unit: "rpm" },
  { figure: "load1", title: "Load", unit: "count" },
  { figure: "networkReceiveBytesPerSecond", title: "Net in", unit: "bytesPerSecond" },
  { figure: "networkTransmitBytesPerSecond", title: "Net out", unit: "bytesPerSecond" },
  { figure: "diskReadBytesPerSecond", title: "Disk read", unit: "bytesPerSecond" },
  { figure: "diskWriteBytesPerSecond", title: "Disk write", unit: "bytesPerSecond" },
  { figure: "uptimeSeconds", title: "Uptime", unit: "seconds" },
];
