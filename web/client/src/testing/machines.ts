import type { Machine, Figures } from "../api/types.ts";

/** Figures of which nothing is known, for tests to fill in. */
export const noFigures: Figures = {
  cpuRatio: null, memoryRatio: null, rootDiskRatio: null, networkReceiveBytesPerSecond: null, networkTransmitBytesPerSecond: null,
  uptimeSeconds: null, load1: null, dockerDiskRatio: null, diskReadBytesPerSecond: null, diskWriteBytesPerSecond: null,
  cpuTemperatureCelsius: null, vrmTemperatureCelsius: null, driveTemperatureCelsius: null, fanRpm: null, powerWatts: null,
  psuTemperatureCelsius: null, psuFanRpm: null, psusFailed: null, gpuCount: null, gpusInUse: null, gpuRatio: null, gpuMemoryRatio: null,
  gpuTemperatureCelsius: null, gpuPowerWatts: null, gpuPowerLimitWatts: null, gpuFanRatio: null, rented: null,
};

/** A machine's row for tests: online, nothing known but what is given. */
export function testMachine(id: string, given: Partial<Omit<Machine, "figures">> & { figures?: Partial<Figures> } = {}): Machine {
  return {
    id, name: id, online: true, lastSeen: 1, tags: [], group: null, gpuModel: null, gpus: [], ...given,
    figures: { ...noFigures, ...given.figures },
  };
}
