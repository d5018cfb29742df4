import { html, type TemplateResult } from "lit";
import type { Process } from "../../api/types.ts";
import { formatBytes } from "../../format/bytes.ts";
import { formatNumber } from "../../format/number.ts";
import { formatMoment, formatUtc } from "../../format/time.ts";
import { unknown } from "../../format/unit.ts";

export type ProcessOrder = "cpu" | "memoryBytes" | "gpuMemoryBytes" | "name";

/** Columns that can be sorted by. */
export const orders: readonly { order: ProcessOrder; title: string }[] = [
  { order: "name", title: "Name" }, { order: "cpu", title: "CPU, cores" }, { order: "memoryBytes", title: "Memory" }, { order: "gpuMemoryBytes", title: "GPU memory" },
];

/** Sorted: names from a to z, figures from the greatest on, what is not known last. */
export function sortProcesses(processes: readonly Process[], order: ProcessOrder): Process[] {
  return [...processes].sort((a, b) => (order === "name" ? compareNames(a, b) : (b[order] ?? -1) - (a[order] ?? -1)) || a.pid - b.pid);
}

function compareNames(a: Process, b: Process): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** A row of the table. */
export function processRow(process: Process): TemplateResult {
  const { pid, name, user, container, command, startTime, cpu, memoryBytes, gpuMemoryBytes } = process;
  return html`<tr data-pid=${pid}>
    <td class="number">${pid}</td>
    <th scope="row"><span class="process-name" title=${name}>${name}</span>${command ? html` <span class="faint command" title=${command}>${command}</span>` : ""}</th>
    <td><span class="clip" title=${user ?? ""}>${user ?? unknown}</span></td>
    <td><span class="clip" title=${container ?? ""}>${container ?? unknown}</span></td>
    <td class="number">${cpu === null ? unknown : formatNumber(cpu)}</td>
    <td class="number">${memoryBytes === null ? unknown : formatBytes(memoryBytes)}</td>
    <td class="number">${gpuMemoryBytes === null ? unknown : formatBytes(gpuMemoryBytes)}</td>
    <td class="when">${startTime === null ? unknown : html`<time title=${formatUtc(startTime)}>${formatMoment(startTime)}</time>`}</td>
  </tr>`;
}
