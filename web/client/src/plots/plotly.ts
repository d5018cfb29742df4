import type { Layout, Plotly, Trace } from "./plotly-types.ts";

let loading: Promise<Plotly> | undefined;

/**
 * Plotly.js, which is over a megabyte: fetched when the first plot is drawn, and once a page. A failed fetch is tried
 * again by the next plot.
 */
export function loadPlotly(): Promise<Plotly> {
  forbidInlineStyles();
  loading ??= import("plotly.js-cartesian-dist-min").then(({ default: plotly }) => plotly as Plotly);
  loading.catch(() => (loading = undefined));
  return loading;
}

export type { Layout, Plotly, Trace };

/**
 * Plotly would put rules into an inline style sheet, which the page's policy forbids; it does not if an element of this
 * name and class exists.
 */
function forbidInlineStyles(): void {
  const id = "plotly.js-style-global";
  if (document.getElementById(id)) return;
  const mark = document.createElement("meta");
  mark.id = id;
  mark.className = "no-inline-styles";
  document.head.append(mark);
}
