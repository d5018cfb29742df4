import type { SeriesQuery } from "../../api/timeseries.ts";
import type { ChartRequest, Operand, RequestLine } from "../chart-request.ts";

/** The queries of a line: its metric's, and those of what it is combined with. */
export interface LineQueries {
  metric: SeriesQuery;
  plus: SeriesQuery | undefined;
  minus: SeriesQuery | undefined;
  per: SeriesQuery | undefined;
}

/** A line as it is asked for: itself, or what stands in for the line at a place. */
export type AskedLine = RequestLine & { insteadOf?: number };

/**
 * Machines that an address has room for; more are asked for as all, and those not wanted are left out of the picture.
 */
const mostClients = 60;

/** The lines of a request, and after them those that stand in for them. */
export function askedLines({ lines }: ChartRequest): AskedLine[] {
  return [...lines, ...lines.flatMap((line, insteadOf) => (line.or ?? []).map(({ metric, match }) => {
    const { match: _, or: __, ...rest } = line;
    return { ...rest, metric, ...(match ? { match } : {}), insteadOf };
  }))];
}

/**
 * The queries that a line needs.
 * @param keepsSpikes keep smallest and largest value of each step where that makes sense.
 */
export function lineQueries(line: RequestLine, keepsSpikes: boolean): LineQueries {
  const over = line.over ?? (keepsSpikes && hasSpikes(line) ? "minmax" : undefined);
  const query = toQuery({ ...line, over });
  const of = (operand: Operand | undefined): SeriesQuery | undefined => {
    if (operand === undefined) return undefined;
    if (typeof operand === "string") return { ...query, metric: operand };
    return { ...query, metric: operand.metric, match: operand.match };
  };
  return { metric: query, plus: of(line.plus), minus: of(line.minus), per: of(line.per) };
}

/** The query of all machines in the place of one of more machines than an address has room for. */
export function withoutManyClients<Query extends SeriesQuery>(query: Query): Query {
  return (query.clients?.length ?? 0) > mostClients ? { ...query, clients: undefined } : query;
}

function toQuery({ metric, rate, increase, aggregate, across, by, match, clients, over, q }: RequestLine): SeriesQuery {
  return withoutManyClients({ metric, rate, increase, aggregate, across, by, match, clients, over, q });
}

/** Growth has one value a step, and what is combined point by point needs one instant a step. */
function hasSpikes({ rate, increase, plus, minus, per }: RequestLine): boolean {
  return !(rate || increase || plus || minus || per);
}
