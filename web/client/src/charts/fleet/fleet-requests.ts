import type { ChartRequest, RequestLine } from "../chart-request.ts";

const cpuSensor = '(?i)(CPU[ _]?\\\\d*[ _]TEMP(ERATURE)?|TEMP[ _]CPU\\\\d*)';
const supply = "(?i)(PSU?|Power Supply)[ _]?\\\\d.*";
const supplyInput = "(?i)(PSU?|Power Supply)[ _]?\\\\d.*[ _](AC[ _]?)?(P[ _]?IN|PWR[ _]?IN|POWER[ _]?IN(PUT)?|(IN|INPUT)[ _]?(POWER|PWR))";
const sensor = (pattern: string): string[] => [`sensor=~"${pattern}"`];

const cpuTime = { metric: "system_cpu_seconds_total", rate: true, aggregate: "sum" } as const;

/** The charts of the fleet, a line a machine; what a line is made of is what the fleet's table shows of a machine. */
export const fleetCharts: readonly (ChartRequest & { title: string })[] = [
  { title: "GPU temperature (hottest)", lines: [{ metric: "gpu_temperature_celsius", aggregate: "max" }] },
  { title: "GPU utilisation (mean)", lines: [{ metric: "gpu_utilization_ratio", aggregate: "avg" }] },
  { title: "GPU power", lines: [{ metric: "gpu_power_watts", aggregate: "sum" }] },
  { title: "GPU fan (fastest)", lines: [{ metric: "gpu_fan_ratio", aggregate: "max" }] },
  {
    title: "CPU temperature (hottest)",
    lines: [{
      metric: "ipmi_temperature_celsius", match: sensor(cpuSensor), aggregate: "max",
      or: [{ metric: "hwmon_temperature_celsius", match: ['chip=~"(coretemp|k10temp|zenpower).*"', ...sensor("Tdie|Tctl|Package.*")] }],
    }],
  },
  {
    title: "CPU", unit: "ratio",
    lines: [{ ...cpuTime, minus: { metric: "system_cpu_seconds_total", match: ['mode=~"idle|iowait"'] }, per: "system_cpu_seconds_total" }],
  },
  {
    title: "Memory", unit: "ratio",
    lines: [{ metric: "memory_total_bytes", minus: "memory_available_bytes", per: "memory_total_bytes", aggregate: "sum" }],
  },
  { title: "Network (in + out)", lines: [{ metric: "network_receive_bytes_total", plus: "network_transmit_bytes_total", rate: true, aggregate: "sum" }] },
  { title: "Disk (read + written)", lines: [{ metric: "disk_read_bytes_total", plus: "disk_written_bytes_total", rate: true, aggregate: "sum" }] },
  {
    title: "Power (from the mains)",
    lines: [{
      metric: "psu_input_watts", aggregate: "sum",
      or: [{ metric: "ipmi_power_watts", match: sensor(supplyInput) }, { metric: "ipmi_dcmi_power_watts" }],
    }],
  },
  {
    title: "PSU temperature (hottest)",
    lines: [{ metric: "psu_temperature_celsius", aggregate: "max", or: [{ metric: "ipmi_temperature_celsius", match: sensor(supply) }] }],
  },
  {
    title: "PSU fan (fastest)",
    lines: [{ metric: "psu_fan_rpm", aggregate: "max", or: [{ metric: "ipmi_fan_rpm", match: sensor(supply) }] }],
  },
];

/** More lines cannot be distinguished; those with the largest means are drawn. */
const mostLines = 200;

/** The fleet's charts of some machines; null: of all. */
export function chartsOf(clients: readonly string[] | null): (ChartRequest & { title: string })[] {
  return fleetCharts.map((chart) => ({
    ...chart, top: mostLines, lines: chart.lines.map((line): RequestLine => (clients === null ? line : { ...line, clients: [...clients] })),
  }));
}
