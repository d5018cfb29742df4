import { html, type TemplateResult } from "lit";
import { formatValue, unknown } from "../format/unit.ts";
import type { Filters } from "./filters.ts";
import type { Totals } from "./totals.ts";

/** The fleet in a line; what counts machines shows them when it is pressed. */
export function fleetTotals(totals: Totals, filters: Filters, show: (filters: Filters) => void): TemplateResult {
  const { machines, online, offline, critical, gpus, gpusInUse, watts } = totals;
  const byState = (state: Filters["state"]) => show({ ...filters, critical: false, state: filters.state === state ? null : state });
  return html`<ul class="totals" aria-label="Totals">
    <li>${filter("machines", machines, machines === 1 ? "machine" : "machines", !filters.state && !filters.critical, "", () => show({ ...filters, critical: false, state: null }))}</li>
    <li>${filter("online", online, "online", filters.state === "online", "", () => byState("online"))}</li>
    <li>${filter("offline", offline, "offline", filters.state === "offline", offline > 0 ? "alarming" : "", () => byState("offline"))}</li>
    <li>${filter("critical", critical, "critical", filters.critical, critical > 0 ? "alarming" : "", () => show({ ...filters, state: null, critical: !filters.critical }),
      "Machines that are offline or have a figure at its critical level")}</li>
    ${gpus === null ? "" : html`<li><span class="total" title="GPUs of the machines that are online"><b>${gpusInUse?.toLocaleString("en") ?? unknown}<span class="faint"> / ${gpus.toLocaleString("en")}</span></b> GPUs in use</span></li>`}
    ${watts === null ? "" : html`<li><span class="total" title="Power of the machines that are online and report it"><b>${power(watts)}</b> power</span></li>`}
  </ul>`;
}

function filter(total: keyof Totals, count: number, word: string, pressed: boolean, mark: string, press: () => void, help?: string): TemplateResult {
  return html`<button type="button" class="total ${mark}" data-total=${total} data-count=${count} aria-pressed=${pressed ? "true" : "false"} title=${help ?? `Show ${word}`} @click=${press}>
    <b>${count.toLocaleString("en")}</b> ${word}</button>`;
}

/** Of a fleet in kilowatts throughout, so that it can be compared with what the feed can carry. */
function power(watts: number): string {
  return watts < 1000 ? formatValue(watts, "watts") : `${(watts / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} kW`;
}
