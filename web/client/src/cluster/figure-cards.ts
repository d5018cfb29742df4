import { html, nothing, type TemplateResult } from "lit";
import { formatBytes } from "../format/bytes.ts";
import { formatNumber } from "../format/number.ts";
import { byLabel, formatLatency, meanSeconds, total } from "./cluster-model.ts";
import type { NodeReport } from "../api/types.ts";

type Item = readonly [title: string, text: string | null, alarming?: boolean];

/** Store, agents' gateway and live connections, of all processes together. */
export function figureCards(nodes: readonly NodeReport[]): TemplateResult {
  const count = (name: string) => optional(total(nodes, name), formatNumber);
  const rate = (name: string) => optional(total(nodes, name, "perSecond"), (value) => `${formatNumber(value)}/s`);
  const bytes = (name: string) => optional(total(nodes, name), formatBytes);
  const failures = total(nodes, "dcmon_series_maintenance_failures_total") ?? 0;
  const damaged = total(nodes, "dcmon_series_damaged_total") ?? 0;
  return html`<div class="cluster-cards">
    ${card("Store", [
      ["Samples", rate("dcmon_series_samples_total")],
      ["Reports", rate("dcmon_series_reports_total")],
      ["Commits", rate("dcmon_series_commits_total")],
      ["A commit takes", formatLatency(meanSeconds(nodes, "dcmon_series_commit_seconds_total", "dcmon_series_commits_total"))],
      ["Writes waiting", count("dcmon_series_queue")],
      ["Size", bytes("dcmon_series_bytes")],
      ["Free inside", bytes("dcmon_series_free_bytes")],
      ["Disk left", bytes("dcmon_series_disk_free_bytes")],
      ["Blocks", count("dcmon_series_blocks")],
      ["Reports in the log", count("dcmon_series_log_reports")],
      ["Open windows", count("dcmon_series_open_windows")],
      ["Tidying up failed", formatNumber(failures), failures > 0],
      ["Damaged", formatNumber(damaged), damaged > 0],
    ])}
    ${card("Agents' gateway", [
      ["Requests", rate("dcmon_gateway_requests_total")],
      ...[...byLabel(nodes, "dcmon_reports_total", "outcome", "perSecond")].map(([outcome, value]): Item =>
        [`Reports ${outcome.replace("_", " ")}`, `${formatNumber(value)}/s`, outcome === "refused" && value > 0]),
      ["Messages refused", rate("dcmon_gateway_refused_total"), (total(nodes, "dcmon_gateway_refused_total", "perSecond") ?? 0) > 0],
      ["Malformed", rate("dcmon_malformed_messages_total"), (total(nodes, "dcmon_malformed_messages_total", "perSecond") ?? 0) > 0],
    ])}
    ${card("Connections", [
      ...[...byLabel(nodes, "kestrel_active_connections", "server_port", "value")].map(([port, value]): Item => [`Port ${port}`, formatNumber(value)]),
      ...liveItems(nodes),
    ])}
  </div>`;
}

/** What the live hub counts, by its own names: dcmon_live_messages_total is messages/s. */
function liveItems(nodes: readonly NodeReport[]): Item[] {
  const names = new Set(nodes.flatMap(({ figures }) => figures).map(({ name }) => name).filter((name) => name.startsWith("dcmon_live_")));
  return [...names].sort().map((name): Item => {
    const perSecond = name.endsWith("_total");
    const title = name.slice("dcmon_live_".length).replace(/_total$/, "").replaceAll("_", " ");
    const value = total(nodes, name, perSecond ? "perSecond" : "value") ?? 0;
    return [`Live: ${title}`, perSecond ? `${formatNumber(value)}/s` : formatNumber(value)];
  });
}

function card(title: string, items: readonly Item[]): TemplateResult {
  return html`<section class="cluster-card"><h3>${title}</h3><dl>${items.map(([name, text, alarming]) => text === null ? nothing : html`
    <div class=${alarming ? "alarming" : ""}><dt>${name}</dt><dd>${alarming ? "▲ " : ""}${text}</dd></div>`)}</dl></section>`;
}

function optional(value: number | null, format: (value: number) => string): string | null {
  return value === null ? null : format(value);
}
