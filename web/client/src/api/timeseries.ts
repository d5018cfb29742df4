import type { Labels } from "./types.ts";

export type Aggregation = "sum" | "avg" | "min" | "max";

/** One request for history; times in Unix milliseconds, step in seconds (0: raw reports). */
export interface TimeSeriesRequest {
  metric: string;
  client: string;
  rate?: boolean;
  labels?: Labels;
  from: number;
  to: number;
  step: number;
  aggregate?: Aggregation;
  by?: readonly string[];
}

/** The address of a request; equal requests have equal addresses. */
export function timeSeriesUrl(request: TimeSeriesRequest): string {
  const query = new URLSearchParams({ client: request.client });
  for (const [name, value] of Object.entries(request.labels ?? {})) query.set(`label.${name}`, value);
  query.set("from", String(Math.floor(request.from)));
  query.set("to", String(Math.ceil(request.to)));
  query.set("step", String(request.step));
  if (request.aggregate) query.set("agg", request.aggregate);
  if (request.by?.length) query.set("by", request.by.join(","));
  return `/api/timeseries/${encodeURIComponent(request.metric)}${request.rate ? "/rate" : ""}?${query}`;
}
