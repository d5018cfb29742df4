import type { Aggregation } from "../api/timeseries.ts";
import type { Labels } from "../api/types.ts";
import type { Unit } from "../format/unit.ts";

/** What one or several lines of a chart show: a metric, as a rate or as it is, summed up by labels. */
export interface Query {
  /** What the legend calls the line; beside the values of `by`, where there are any. */
  name: string;
  metric: string;
  /** Of a counter: its rate per second. */
  rate?: boolean;
  /** How the series of the metric become one line; without it, each series is a line of its own. */
  aggregate?: Aggregation;
  /** A line for each combination of values of these labels. */
  by?: readonly string[];
  /** Only series with these labels. */
  labels?: Labels;
  /** Values of `by` labels that are not drawn. */
  omit?: Readonly<Record<string, readonly string[]>>;
  /** Another metric of the same labels that is taken off. */
  minus?: string;
  /** The order of lines by the value of their first `by` label; values not named follow. */
  order?: readonly string[];
  /** How lines are drawn; a limit is dashed, thin and never stacked. */
  style?: "solid" | "dashed" | "limit";
}

/** A chart is data: adding one is adding a row. */
export interface ChartSpec {
  id: string;
  title: string;
  unit: Unit;
  /** Lines are areas on top of one another. */
  stacked?: boolean;
  /** The axis ends here, whatever the data. */
  ceiling?: number;
  queries: readonly Query[];
}
