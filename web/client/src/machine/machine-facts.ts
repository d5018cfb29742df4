import { html, nothing, type TemplateResult } from "lit";
import type { Drive, Facts } from "../api/types.ts";
import { formatBytes } from "../format/bytes.ts";

/** What the machine is. */
export function machineFacts(facts: Facts | null): TemplateResult {
  if (!facts) return html`<h2>Machine</h2><p class="faint">The agent has not told what this machine is.</p>`;
  const rows: [string, string | null][] = [
    ["Host name", facts.hostName],
    ["System", joined(" · ", facts.operatingSystem, facts.kernel, facts.architecture)],
    ["Processor", joined(" · ", facts.cpuModel, facts.cpuCores === null ? null : `${facts.cpuCores} cores`)],
    ["Memory", facts.memoryBytes === null ? null : formatBytes(facts.memoryBytes)],
    ["Board", joined(" ", facts.boardVendor, facts.boardModel)],
    ["Machine id", facts.machineId],
    ["Agent", facts.agentVersion],
  ];
  return html`<h2>Machine</h2>
    <dl class="facts">
      ${rows.map(([name, text]) => (text ? html`<dt>${name}</dt><dd>${text}</dd>` : nothing))}
      ${facts.drives?.length ? html`<dt>Drives</dt><dd>${facts.drives.map(drive)}</dd>` : nothing}
    </dl>`;
}

/** The machine in one line, for its header. */
export function factsLine(facts: Facts): string {
  return joined(" · ", facts.operatingSystem, facts.cpuModel,
    facts.cpuCores === null ? null : `${facts.cpuCores} cores`,
    facts.memoryBytes === null ? null : formatBytes(facts.memoryBytes)) ?? facts.hostName;
}

function drive({ device, model, sizeBytes, rotational }: Drive): TemplateResult {
  const kind = rotational === null ? null : rotational ? "spinning" : "solid state";
  return html`<div><span class="code">${device}</span> ${joined(" · ", model, sizeBytes === null ? null : formatBytes(sizeBytes), kind)}</div>`;
}

function joined(separator: string, ...parts: (string | null)[]): string | null {
  return parts.filter((part) => part !== null && part !== "").join(separator) || null;
}
