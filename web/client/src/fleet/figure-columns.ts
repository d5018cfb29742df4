import type { Figures } from "../api/types.ts";
import type { Column } from "./column.ts";

/** A column that shows a figure of the server. */
function of(figure: keyof Figures, rest: Omit<Column, "value" | "figure">): Column {
  return { ...rest, figure, value: ({ figures }) => figures[figure] };
}

/** Columns of a machine's main figures; a new figure is a row here. */
export const figureColumns: readonly Column[] = [
  of("cpuTemperatureCelsius", { id: "cpu-temp", title: "CPU °C", help: "The hottest processor", area: "Temperatures", unit: "celsius", sum: "max", width: 88, usual: true }),
  of("vrmTemperatureCelsius", { id: "vrm-temp", title: "VRM °C", help: "The hottest voltage regulator", area: "Temperatures", unit: "celsius", sum: "max", width: 88, usual: true }),
  of("driveTemperatureCelsius", { id: "drive-temp", title: "Drive °C", help: "The hottest drive", area: "Temperatures", unit: "celsius", sum: "max", width: 88, usual: true }),
  of("gpuTemperatureCelsius", { id: "gpu-temp", title: "GPU °C", help: "The hottest GPU", area: "Temperatures", unit: "celsius", sum: "max", width: 88, usual: true }),
  of("psuTemperatureCelsius", { id: "psu-temp", title: "PSU °C", help: "The hottest power supply", area: "Temperatures", unit: "celsius", sum: "max", width: 88, usual: true }),
  {
    id: "gpus", title: "GPUs in use", help: "GPUs that work or hold a program's memory, of all", area: "GPUs", unit: "count", sum: "sum", width: 96, usual: true,
    figure: "gpusInUse", value: ({ figures }) => figures.gpusInUse, of: ({ figures }) => figures.gpuCount,
  },
  of("gpuRatio", { id: "gpu", title: "GPU", help: "How busy the GPUs are, the mean of all", area: "GPUs", unit: "ratio", sum: "avg", width: 92, usual: true }),
  of("gpuMemoryRatio", { id: "gpu-memory", title: "GPU memory", help: "Memory of all GPUs in use", area: "GPUs", unit: "ratio", sum: "avg", width: 104, usual: true }),
  of("gpuPowerWatts", { id: "gpu-power", title: "GPU power", help: "Power of all GPUs", area: "GPUs", unit: "watts", sum: "sum", width: 92, usual: true }),
  of("gpuPowerLimitWatts", { id: "gpu-limit", title: "GPU limit", help: "Power limits of all GPUs together", area: "GPUs", unit: "watts", sum: "sum", width: 88, usual: true }),
  of("gpuFanRatio", { id: "gpu-fan", title: "GPU fan", help: "The fastest fan of a GPU", area: "GPUs", unit: "ratio", sum: "max", width: 92, usual: true }),
  of("powerWatts", { id: "power", title: "Power", help: "What the machine draws", area: "Power and fans", unit: "watts", sum: "sum", width: 84, usual: true }),
  of("psuFanRpm", { id: "psu-fan", title: "PSU fan", help: "The fastest fan of a power supply", area: "Power and fans", unit: "rpm", sum: "max", width: 100, usual: true }),
  of("psusFailed", { id: "psus-failed", title: "PSUs failed", help: "Power supplies that have a fault", area: "Power and fans", unit: "count", sum: "sum", width: 92, levels: [1, 1, 1] }),
  of("fanRpm", { id: "fan", title: "Fan", help: "The slowest fan of the chassis", area: "Power and fans", unit: "rpm", sum: "min", width: 100 }),
  of("cpuRatio", { id: "cpu", title: "CPU", help: "How busy the processors are", area: "System", unit: "ratio", sum: "avg", width: 92, usual: true }),
  of("memoryRatio", { id: "memory", title: "Memory", help: "Memory that programs cannot have", area: "System", unit: "ratio", sum: "avg", width: 92, usual: true }),
  of("load1", { id: "load", title: "Load", help: "Processes that run or want to, averaged over a minute", area: "System", unit: "count", sum: "avg", width: 76 }),
  of("rootDiskRatio", { id: "disk", title: "Root disk", help: "Space in use on the root filesystem", area: "System", unit: "ratio", sum: "max", width: 96, usual: true }),
  of("dockerDiskRatio", { id: "docker-disk", title: "Docker disk", help: "Space in use where containers lie, if that is a filesystem of its own", area: "System", unit: "ratio", sum: "max", width: 100, usual: true }),
  of("networkReceiveBytesPerSecond", { id: "in", title: "Net in", help: "Bytes received per second, all interfaces", area: "Traffic", unit: "bytesPerSecond", sum: "sum", width: 88, usual: true }),
  of("networkTransmitBytesPerSecond", { id: "out", title: "Net out", help: "Bytes sent per second, all interfaces", area: "Traffic", unit: "bytesPerSecond", sum: "sum", width: 88, usual: true }),
  of("diskReadBytesPerSecond", { id: "read", title: "Disk read", help: "Bytes read per second, all drives", area: "Traffic", unit: "bytesPerSecond", sum: "sum", width: 88 }),
  of("diskWriteBytesPerSecond", { id: "written", title: "Disk written", help: "Bytes written per second, all drives", area: "Traffic", unit: "bytesPerSecond", sum: "sum", width: 96 }),
  {
    id: "rented", title: "Rented", help: "Whether a tenant of vast.ai is on the machine; a group shows how many are", area: "Machine", unit: "count", sum: "sum", width: 76,
    figure: "rented", value: ({ figures }) => figures.rented, cell: ({ figures }) => (figures.rented === null ? "–" : figures.rented > 0 ? "rented" : "free"),
  },
  of("uptimeSeconds", { id: "uptime", title: "Uptime", area: "Machine", unit: "seconds", sum: "min", width: 80, usual: true }),
];
