/** The part of Plotly.js that is used here. */
export interface Plotly {
  react(host: HTMLElement, data: readonly Trace[], layout: Layout, config: Readonly<Record<string, unknown>>): Promise<unknown>;
  purge(host: HTMLElement): void;
  toImage(host: HTMLElement, options: { format: "png"; width: number; height: number; scale: number }): Promise<string>;
  Plots: { resize(host: HTMLElement): void };
}

/** What a plot draws; Plotly.js says which properties there are. */
export type Trace = Readonly<Record<string, unknown>>;
export type Layout = Readonly<Record<string, unknown>>;
