import { html, nothing, type TemplateResult } from "lit";
import type { Bmc, Facts, Gpu } from "../api/types.ts";
import { formatBytes } from "../format/bytes.ts";
import { formatUtc } from "../format/time.ts";
import { collectorItems, driveItem, fruItem, gpuItem } from "./fact-items.ts";
import { joined, named } from "../format/joined.ts";

/** What the machine is. */
export function machineFacts(facts: Facts | null): TemplateResult {
  if (!facts) return html`<h2>Machine</h2><p class="faint">The agent has not reported any facts about this machine yet.</p>`;
  const rows: [string, string | null | TemplateResult[] | undefined][] = [
    ["Host name", facts.hostName],
    ["Model", joined(" ", facts.systemVendor, facts.systemModel)],
    ["Serial number", facts.systemSerial],
    ["System", joined(" · ", facts.operatingSystem, facts.kernel, facts.architecture)],
    ["Started", facts.bootTime === null ? null : formatUtc(facts.bootTime)],
    ["Processor", joined(" · ", facts.cpuModel, facts.cpuCores === null ? null : `${facts.cpuCores} cores`)],
    ["Memory", facts.memoryBytes === null ? null : formatBytes(facts.memoryBytes)],
    ["Board", joined(" ", facts.boardVendor, facts.boardModel)],
    ["BIOS", facts.biosVersion],
    ["BMC", facts.bmc && controller(facts.bmc)],
    ["NVIDIA", joined(" · ", named("driver", facts.nvidiaDriver), named("CUDA", facts.cudaVersion))],
    ["GPUs", facts.gpus?.map(gpuItem)],
    ["Drives", facts.drives?.map(driveItem)],
    ["Parts", facts.frus?.map(fruItem)],
    ["Containers", facts.containerEngine],
    ["vast.ai", joined(" · ", named("machine", facts.vastMachineId), named("ports", facts.vastPortRange))],
    ["Machine id", facts.machineId],
    ["Agent", facts.agentVersion],
    ["Collectors", facts.collectors && collectorItems(facts.collectors)],
  ];
  return html`<h2>Machine</h2>
    <dl class="facts">
      ${rows.map(([name, content]) => (content?.length ? html`<dt>${name}</dt><dd>${content}</dd>` : nothing))}
    </dl>`;
}

/** The machine in one line, for its header. */
export function factsLine(facts: Facts): string {
  return joined(" · ", facts.operatingSystem, facts.cpuModel,
    facts.cpuCores === null ? null : `${facts.cpuCores} cores`,
    facts.memoryBytes === null ? null : formatBytes(facts.memoryBytes),
    gpuCounts(facts.gpus ?? [])) ?? facts.hostName;
}

/** The GPUs by model: 8 × NVIDIA H100. */
function gpuCounts(gpus: readonly Gpu[]): string | null {
  const counts = new Map<string, number>();
  for (const { model } of gpus) counts.set(model ?? "GPU", (counts.get(model ?? "GPU") ?? 0) + 1);
  return joined(", ", ...[...counts].map(([model, count]) => `${count} × ${model}`));
}

function controller({ vendor, product, firmware, ipmiVersion }: Bmc): string | null {
  return joined(" · ", joined(" ", vendor, product), named("firmware", firmware), named("IPMI", ipmiVersion));
}
