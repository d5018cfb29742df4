import type { Figures } from "../api/types.ts";

/** A figure that can have colours. */
export interface ThresholdFigure {
  figure: keyof Figures;
  title: string;
  /** The unit in which a person writes thresholds. */
  unit: string;
  /** How many of that unit are one of the figure's own. */
  scale: number;
}

const percent = { unit: "%", scale: 100 };
const degrees = { unit: "°C", scale: 1 };
const watts = { unit: "W", scale: 1 };
const turns = { unit: "rpm", scale: 1 };

export const thresholdFigures: readonly ThresholdFigure[] = [
  { figure: "gpuTemperatureCelsius", title: "GPU temperature", ...degrees },
  { figure: "gpuRatio", title: "GPU use", ...percent },
  { figure: "gpuMemoryRatio", title: "GPU memory", ...percent },
  { figure: "gpuFanRatio", title: "GPU fan", ...percent },
  { figure: "gpuPowerWatts", title: "GPU power, all GPUs", ...watts },
  { figure: "cpuTemperatureCelsius", title: "CPU temperature", ...degrees },
  { figure: "cpuRatio", title: "CPU use", ...percent },
  { figure: "load1", title: "Load, 1 minute", unit: "", scale: 1 },
  { figure: "memoryRatio", title: "Memory", ...percent },
  { figure: "rootDiskRatio", title: "Root disk", ...percent },
  { figure: "dockerDiskRatio", title: "Docker disk", ...percent },
  { figure: "driveTemperatureCelsius", title: "Drive temperature", ...degrees },
  { figure: "vrmTemperatureCelsius", title: "VRM temperature", ...degrees },
  { figure: "powerWatts", title: "Power of the machine", ...watts },
  { figure: "psuTemperatureCelsius", title: "PSU temperature", ...degrees },
  { figure: "psuFanRpm", title: "PSU fan", ...turns },
];
