import { html, type TemplateResult } from "lit";
import { formatByteRate, formatBytes } from "../format/bytes.ts";
import { formatAge, formatDuration } from "../format/duration.ts";
import { formatNumber } from "../format/number.ts";
import { formatPercent } from "../format/percent.ts";
import { formatUtc } from "../format/time.ts";
import { isSilent } from "./cluster-model.ts";
import type { Cluster, NodeState } from "../api/types.ts";

/** The processes: a row each; a silent one is greyed, with the age of its figures. */
export function nodeTable(cluster: Cluster): TemplateResult {
  return html`<div class="table-frame" role="region" aria-label="Processes" tabindex="0"><table class="cluster-table nodes">
    <thead><tr><th scope="col">Process</th><th scope="col">State</th><th scope="col">Version</th><th scope="col" class="number">Up</th>
      <th scope="col" class="number" title="Cores kept busy">CPU</th><th scope="col" class="number">Memory</th><th scope="col" class="number">Heap</th>
      <th scope="col" class="number">Allocates</th><th scope="col" class="number" title="Threads of the pool, and work that waits for one">Threads</th>
      <th scope="col" class="number" title="Garbage collections of generations 0, 1 and 2 since the start">Collections</th>
      <th scope="col" class="number" title="Share of the time that collections stop it">Pauses</th></tr></thead>
    <tbody>${cluster.nodes.map((node) => row(node, cluster))}</tbody>
  </table></div>`;
}

function row(node: NodeState, cluster: Cluster): TemplateResult {
  const { name, kind, version, startedAt, process } = node.report;
  const silent = isSilent(node, cluster);
  return html`<tr class=${silent ? "silent" : ""}>
    <th scope="row" title=${name}>${name} <span class="faint">${kind}</span></th>
    <td><span class="state" data-online=${silent ? "no" : "yes"}><span class="dot" aria-hidden="true"></span>${silent
      ? `Silent, last heard ${formatAge(cluster.time - node.heardAt)}` : "Up"}</span></td>
    <td title=${version}>${version.split("+")[0]}</td>
    <td class="number"><time title=${`since ${formatUtc(startedAt)}`}>${formatDuration((cluster.time - startedAt) / 1000)}</time></td>
    <td class="number">${process.cpuCores.toFixed(2)} cores</td>
    <td class="number">${formatBytes(process.residentBytes)}</td>
    <td class="number">${formatBytes(process.heapBytes)}</td>
    <td class="number">${formatByteRate(process.allocatedBytesPerSecond)}</td>
    <td class="number">${process.threads}${process.queuedWork > 0 ? ` + ${formatNumber(process.queuedWork)} waiting` : ""}</td>
    <td class="number">${process.collections.map(formatNumber).join(" / ")}</td>
    <td class="number">${formatPercent(process.pauseRatio)}</td>
  </tr>`;
}
