import { html, nothing, type TemplateResult } from "lit";
import type { Machine } from "../api/types.ts";
import { formatValue, unknown } from "../format/unit.ts";
import { levelsOf, type Column } from "./column.ts";
import { isNumber } from "./columns.ts";
import { meter } from "./meter.ts";
import { trendLine } from "./trends/trend-line.ts";
import type { TrendStore } from "./trends/trend-store.ts";

/** A machine's row. */
export interface RowView {
  columns: readonly Column[];
  /** The time by the server's clock. */
  now: number;
  /** Its place among all rows, the head being the first. */
  index: number;
  /** The last hour beside each figure; null: not wanted. */
  trends: TrendStore | null;
}

export function fleetRow(client: Machine, { columns, now, index, trends }: RowView): TemplateResult {
  return html`<tr data-client=${client.id} class=${client.online ? "" : "offline"} aria-rowindex=${index}>
    ${columns.map((column) => cell(column, client, now, trends))}
  </tr>`;
}

function cell(column: Column, client: Machine, now: number, trends: TrendStore | null): TemplateResult {
  const content = column.cell ? column.cell(client, now) : figureText(column, client);
  if (column.id === "name") return html`<th scope="row" class="column-name">${content}</th>`;
  if (!isNumber(column)) return html`<td class="column-${column.id}" title=${typeof content === "string" ? content : nothing}>${content}</td>`;
  return html`<td class="number">${trends && column.figure ? trendOf(trends, column, client) : nothing}${content}</td>`;
}

function figureText(column: Column, client: Machine): TemplateResult | string {
  const value = column.value(client);
  if (value === null || typeof value === "string") return value ?? unknown;
  const thresholds = levelsOf(column);
  const text = `${formatValue(value, column.unit!)}${column.of ? ` / ${formatValue(column.of(client), column.unit!)}` : ""}`;
  return thresholds ? meter(value, text, thresholds, column.unit === "ratio") : text;
}

function trendOf(trends: TrendStore, column: Column, client: Machine): TemplateResult | typeof nothing {
  const trend = trends.get(column.figure!, client.id);
  return trend ? trendLine(trend, column.unit!) : nothing;
}
