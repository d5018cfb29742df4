import { html, nothing, type TemplateResult } from "lit";
import type { Machine } from "../api/types.ts";
import { formatValue, unknown } from "../format/unit.ts";
import { levelsOf } from "./column.ts";
import { figureColumns } from "./figure-columns.ts";
import { levelOf } from "./level.ts";
import { levelMark } from "./meter.ts";

/** A figure of a machine that asks for a look. */
export interface Alarm {
  level: "hot" | "critical";
  text: string;
}

/** A row is a new object after each change, so what was computed for it stays valid. */
const known = new WeakMap<Machine, readonly Alarm[]>();

/** The figures of a machine that are hot or critical, the worst first. Of a silent machine nothing is known. */
export function alarmsOf(client: Machine): readonly Alarm[] {
  let alarms = known.get(client);
  if (!alarms) known.set(client, (alarms = client.online ? find(client) : []));
  return alarms;
}

/** Whether a machine needs attention now: it is offline, or a figure is critical. */
export function isCritical(client: Machine): boolean {
  return !client.online || alarmsOf(client)[0]?.level === "critical";
}

/** How many figures are hot or critical; its title lists them. */
export function alarmsCell(client: Machine): TemplateResult | string {
  const alarms = alarmsOf(client);
  const worst = alarms[0];
  if (!worst) return client.online ? "0" : unknown;
  const words = alarms.map(({ level, text }) => `${text} (${level})`);
  return html`<span class="alarms ${worst.level}" title=${words.join("\n")}>${levelMark(worst.level)}${alarms.length}<span
    class="visually-hidden"> ${words[0]}${alarms.length > 1 ? " and others" : nothing}</span></span>`;
}

function find(client: Machine): Alarm[] {
  const found: (Alarm & { over: number })[] = [];
  for (const column of figureColumns) {
    const thresholds = levelsOf(column);
    const value = column.value(client) as number | null;
    if (!thresholds || value === null) continue;
    const level = levelOf(value, thresholds);
    if (level !== "hot" && level !== "critical") continue;
    found.push({ level, text: `${column.title} ${formatValue(value, column.unit!)}`, over: value / thresholds[2] });
  }
  return found.sort((a, b) => Number(b.level === "critical") - Number(a.level === "critical") || b.over - a.over);
}
