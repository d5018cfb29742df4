import { html, nothing, type TemplateResult } from "lit";
import { formatAge } from "../../format/duration.ts";
import { formatRecent } from "../../format/time.ts";
import type { ChartData } from "../data/chart-data.ts";

/**
 * Without new points for this long (three reports and a bit), or for two and a half steps, a chart is stale;
 * milliseconds.
 */
const staleAfter = 35_000;

/** What the note and the message of a chart are made of. */
export interface ChartState {
  data: ChartData | null;
  /** Whether anything is drawn, even if it is old. */
  hasPicture: boolean;
  /** Why nothing of it is in the window; null where something is. */
  emptyReason: string | null;
  /** The time under the cursor. */
  pointed: number | undefined;
  now: number;
  retry: () => void;
}

/** Whether the newest point is too old to be called current. */
export function isStale(data: ChartData | null, now: number): boolean {
  if (!data || data.newest === null || data.window.kind === "fixed") return false;
  return now - data.newest > Math.max(staleAfter, data.step * 2500);
}

/** The line beside the title: the time under the cursor, or what is wrong with what is drawn. */
export function chartNote({ data, hasPicture, pointed, now, retry }: ChartState): TemplateResult {
  const status = data?.status ?? "loading";
  if (pointed !== undefined) return html`<span class="note">${formatRecent(pointed, now)}</span>`;
  if (status === "failed" && hasPicture) {
    return html`<span class="note failed" title=${data!.error}>history may be incomplete
      <button type="button" class="link-button" @click=${retry}>Try again</button></span>`;
  }
  if (status === "loading" && hasPicture) return html`<span class="note">loading…</span>`;
  if (data?.refusal) return html`<span class="note" title=${data.refusal}>not live: ${data.refusal}</span>`;
  if (data && data.delaySeconds > 0) {
    return html`<span class="note" title="The server is busy, and live charts take turns">${Math.round(data.delaySeconds)} s behind</span>`;
  }
  return html`<span class="note">${isStale(data, now) ? `last value ${formatAge(now - data!.newest!)}` : ""}</span>`;
}

/** What stands in the place of a plot that is not there. */
export function chartMessage({ data, hasPicture, emptyReason, retry }: ChartState): TemplateResult | typeof nothing {
  const status = data?.status ?? "loading";
  if (status === "loading") return hasPicture ? nothing : html`<p class="message loading">Loading…</p>`;
  if (status === "failed" && !hasPicture) {
    return html`<p class="message failed" role="alert"><span>${data!.error}</span>
      <button type="button" class="button" @click=${retry}>Try again</button></p>`;
  }
  return emptyReason === null ? nothing : html`<p class="message empty">${emptyReason}</p>`;
}
