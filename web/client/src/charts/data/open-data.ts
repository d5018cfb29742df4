import { getJson } from "../../api/http.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { MachineFeed } from "../../live/machine-feed.ts";
import { seriesFeed } from "../../live/series-feed.ts";
import { windowSeconds, type TimeWindow } from "../../time/time-window.ts";
import { isOfOneMachine, ofMachine, type ChartRequest } from "../chart-request.ts";
import { ChartData } from "./chart-data.ts";
import type { HistoryApi } from "./point-source.ts";
import { QuerySource } from "./query-source.ts";
import { ReportSource } from "./report-source.ts";
import { stepOfQueries, stepOfReports } from "./step.ts";

const api: HistoryApi = { fetch: getJson, now: () => serverClock.now() };

/** Loads and watches the data of a chart whose plot is so many pixels wide; with a feed, that of the feed's machine. */
export function openData(
  request: ChartRequest, window: TimeWindow, pixels: number, feed: MachineFeed | undefined,
): ChartData {
  const seconds = windowSeconds(window);
  if (feed) return new ChartData(ofMachine(request, feed.id), window, stepOfReports(seconds), new ReportSource(api, feed));
  const step = stepOfQueries(seconds, pixels, isOfOneMachine(request));
  return new ChartData(request, window, step, new QuerySource(api, seriesFeed()));
}
