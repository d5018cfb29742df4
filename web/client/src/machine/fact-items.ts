import { html, nothing, type TemplateResult } from "lit";
import type { Collector, Drive, Fru, Gpu } from "../api/types.ts";
import { formatBytes } from "../format/bytes.ts";
import { joined, named } from "../format/joined.ts";

/** One GPU: what it can do, and below it what identifies it. */
export function gpuItem(gpu: Gpu): TemplateResult {
  const pcie = joined(" ", named("PCIe", gpu.pcieGenerationMax), gpu.pcieWidthMax === null ? null : `×${gpu.pcieWidthMax}`);
  return item(String(gpu.index),
    joined(" · ", gpu.model, size(gpu.memoryBytes), gpu.defaultPowerLimitWatts === null ? null : `${gpu.defaultPowerLimitWatts} W`, pcie, gpu.mig ? "MIG" : null),
    joined(" · ", named("serial", gpu.serial), gpu.uuid, named("bus", gpu.busId), named("VBIOS", gpu.vbios)));
}

/** One drive. */
export function driveItem(drive: Drive): TemplateResult {
  const kind = drive.rotational === null ? null : drive.rotational ? "spinning" : "solid state";
  return item(drive.device, joined(" · ", drive.model, size(drive.sizeBytes), kind, drive.interface),
    joined(" · ", named("serial", drive.serial), named("firmware", drive.firmware)));
}

/** One part of the machine. */
export function fruItem(part: Fru): TemplateResult {
  return item(part.name, joined(" · ", joined(" ", part.manufacturer, part.product), named("part", part.partNumber), named("serial", part.serial)), null);
}

/** Each collector of which there is something to report, then in a line those that simply work. */
export function collectorItems(collectors: readonly Collector[]): TemplateResult[] {
  const isFine = ({ state, reason }: Collector) => state === "up" && !reason;
  const up = collectors.filter(isFine).map(({ name }) => name);
  const others = collectors.filter((each) => !isFine(each));
  return [
    ...others.map(({ name, state, reason }) => html`<div data-collector=${name} data-state=${state}>
      <span class="code">${name}</span> ${joined(": ", state, reason)}</div>`),
    ...(up.length > 0 ? [html`<div class="faint">${up.length} up: ${up.join(", ")}</div>`] : []),
  ];
}

function item(name: string, text: string | null, more: string | null): TemplateResult {
  return html`<div><span class="code">${name}</span> ${text}
    ${more ? html`<div class="faint">${more}</div>` : nothing}</div>`;
}

function size(bytes: number | null): string | null {
  return bytes === null ? null : formatBytes(bytes);
}
