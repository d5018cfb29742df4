import { html, nothing, type TemplateResult } from "lit";
import type { Labels, MachineEvent } from "../../api/types.ts";
import { formatRecent, formatUtc } from "../../format/time.ts";
import { machineUrl } from "../../shell/machine-url.ts";
import { labelText } from "../latest-groups.ts";
import { kindName } from "./event-filter.ts";

/** How much of the charts is shown around an event, on either side. */
const aroundMs = 10 * 60_000;

interface RowState {
  now: number;
  isOpen: boolean;
  toggle: () => void;
  /** What its machine is called, in a list of several. */
  machine: string | null;
}

/** An event in the list; opened, with everything that is known of it. */
export function eventRow(event: MachineEvent, { now, isOpen, toggle, machine }: RowState): TemplateResult {
  const { time, severity, kind, subject, message } = event;
  return html`<tr data-kind=${kind} data-event=${event.id}>
      <td class="when"><time title=${formatUtc(time)}>${formatRecent(time, now)}</time></td>
      <td class="severity" data-severity=${severity}>${severityMark(severity)}${severity}</td>
      ${machine === null ? nothing : html`<td class="machine"><a href=${machineUrl(event.client)} title=${machine}>${machine}</a></td>`}
      <td class="kind">${kindName(kind)}</td>
      <td class="message"><button type="button" class="disclose" aria-expanded=${isOpen ? "true" : "false"} @click=${toggle}>
        <span class="fold" aria-hidden="true"></span><span class="text">${message}</span> <span class="faint">${labelText(subject)}</span></button></td>
    </tr>${isOpen ? html`<tr class="event-details"><td colspan=${machine === null ? 4 : 5}>${details(event)}</td></tr>` : nothing}`;
}

function details(event: MachineEvent): TemplateResult {
  return html`<dl class="facts">
      <dt>Time</dt><dd>${formatUtc(event.time)}</dd>
      <dt>Kind</dt><dd class="code">${event.kind}</dd>
      ${list(event.subject)}${list(event.details)}
      ${event.key === "" ? nothing : html`<dt>Key</dt><dd class="code">${event.key}</dd>`}
    </dl>
    <p><a class="link-button" href=${chartsAddress(event)}>Charts at that time</a>
      · <a class="link-button" href=${machineUrl(event.client, { tab: "processes", at: event.time })}>Processes at that time</a></p>`;
}

/** The machine's charts around an event. */
export function chartsAddress({ client, time }: Pick<MachineEvent, "client" | "time">): string {
  return machineUrl(client, { from: time - aroundMs, to: time + aroundMs });
}

function list(labels: Labels): TemplateResult[] {
  return Object.entries(labels).map(([name, value]) => html`<dt>${name}</dt><dd class="value">${value === "" ? "–" : value}</dd>`);
}

function severityMark(severity: MachineEvent["severity"]): TemplateResult | typeof nothing {
  return severity === "info" ? nothing : html`<svg class="level-mark" viewBox="0 0 8 8" aria-hidden="true">
    <path d=${severity === "warning" ? "M4 1.5 7 6.5h-6Z" : "M4 1 7.5 7h-7Z"}></path></svg>`;
}
