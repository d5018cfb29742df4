import type { ChartRequest } from "../chart-request.ts";
import type { Names } from "../picture/line-names.ts";

/** Why a chart has nothing to draw. */
export function emptyReason({ lines }: ChartRequest, names: Names): string {
  if (lines.length === 0) return "This chart has no lines yet.";
  const metrics = [...new Set(lines.map(({ metric }) => metric))];
  const clients = new Set(lines.flatMap((line) => line.clients ?? []));
  const who = clients.size === 1 ? `${names.get([...clients][0]!) ?? "This machine"} does not report`
    : clients.size > 1 ? `None of these ${clients.size} machines reports` : "No machine reports";
  const condition = lines.some(({ match }) => match?.length) ? " with these labels" : "";
  return `${who} ${metrics.join(" or ")}${condition} in this span.`;
}
