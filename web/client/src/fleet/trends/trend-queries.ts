import type { Aggregation, SeriesQuery } from "../../api/timeseries.ts";
import type { Figures } from "../../api/types.ts";

/** Where the history of a figure is: series of each machine that become one line. */
export interface TrendQuery extends SeriesQuery {
  /** The line is the part that `metric` is of this. */
  whole?: SeriesQuery;
  /** The line is what is left of the whole. */
  rest?: true;
}

const psu = "(PSU?|Power Supply)[ _]?[0-9].*";
/** Devices that are made of others: what they read and write is that of drives already. */
const drives = ['device!~"(dm-|md|loop|ram|zram|zd|bcache|drbd|sr|fd).*"'];
const wholeCpu: SeriesQuery = { metric: "system_cpu_seconds_total", rate: true, aggregate: "sum" };

/**
 * Not those of another machine's BMC, nor of parts of a GPU: their values are not this machine's, or are in the
 * whole's.
 */
function one(metric: string, aggregate: Aggregation, ...match: string[]): TrendQuery {
  return { metric, aggregate, match: [...match, 'bmc=""', 'mig=""'] };
}

function rate(metric: string, match: readonly string[] = []): TrendQuery {
  return { metric, rate: true, aggregate: "sum", match };
}

function free(mountpoint: string): TrendQuery {
  const match = [`mountpoint="${mountpoint}"`];
  return {
    metric: "filesystem_available_bytes", aggregate: "sum", match, rest: true,
    whole: { metric: "filesystem_size_bytes", aggregate: "sum", match },
  };
}

/**
 * The history of each figure that has one, as the server makes the figure of a report; the first that a machine has is
 * its. A new figure is a row here.
 */
export const trendQueries: Readonly<Partial<Record<keyof Figures, readonly TrendQuery[]>>> = {
  cpuRatio: [{ metric: "system_cpu_seconds_total", rate: true, aggregate: "sum", match: ['mode=~"idle|iowait"'], whole: wholeCpu, rest: true }],
  memoryRatio: [{ metric: "memory_available_bytes", aggregate: "sum", whole: { metric: "memory_total_bytes", aggregate: "sum" }, rest: true }],
  rootDiskRatio: [free("/")],
  dockerDiskRatio: [free("/var/lib/docker")],
  load1: [one("load1", "max")],
  networkReceiveBytesPerSecond: [rate("network_receive_bytes_total")],
  networkTransmitBytesPerSecond: [rate("network_transmit_bytes_total")],
  diskReadBytesPerSecond: [rate("disk_read_bytes_total", drives)],
  diskWriteBytesPerSecond: [rate("disk_written_bytes_total", drives)],
  cpuTemperatureCelsius: [
    one("ipmi_temperature_celsius", "max", 'sensor=~"CPU[ _]?[0-9]*[ _](TEMP|Temp).*|(TEMP|Temp)[ _]CPU[0-9]*"'),
    one("hwmon_temperature_celsius", "max", 'chip=~"(coretemp|k10temp|zenpower).*"', 'sensor=~"Package.*|Tctl|Tdie"'),
  ],
  vrmTemperatureCelsius: [one("ipmi_temperature_celsius", "max", 'sensor=~".*VRM.*|FSC_INDEX1"')],
  driveTemperatureCelsius: [one("smart_temperature_celsius", "max"), one("hwmon_temperature_celsius", "max", 'chip=~"(drivetemp|nvme).*"')],
  fanRpm: [one("ipmi_fan_rpm", "min", `sensor!~"${psu}"`)],
  powerWatts: [one("psu_input_watts", "sum"), one("ipmi_dcmi_power_watts", "max")],
  psuTemperatureCelsius: [one("psu_temperature_celsius", "max"), one("ipmi_temperature_celsius", "max", `sensor=~"${psu}"`)],
  psuFanRpm: [one("psu_fan_rpm", "max"), one("ipmi_fan_rpm", "max", `sensor=~"${psu}"`)],
  gpuRatio: [one("gpu_utilization_ratio", "avg")],
  gpuMemoryRatio: [{ ...one("gpu_memory_used_bytes", "sum"), whole: one("gpu_memory_total_bytes", "sum") }],
  gpuTemperatureCelsius: [one("gpu_temperature_celsius", "max")],
  gpuPowerWatts: [one("gpu_power_watts", "sum")],
  gpuPowerLimitWatts: [one("gpu_power_limit_watts", "sum")],
  gpuFanRatio: [one("gpu_fan_ratio", "max")],
  rented: [one("vast_rented", "max")],
};
