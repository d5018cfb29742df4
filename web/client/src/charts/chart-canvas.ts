import uPlot from "uplot";
import type { DrawnLine } from "./chart-model.ts";
import type { Frame } from "./frame.ts";
import { readPalette } from "./palette.ts";
import { plotData, plotHeight, plotOptions, type PlotSetup } from "./plot.ts";

/** The drawing of a chart: one uPlot, made anew when its lines, its colours or its host change, else only fed. */
export class ChartCanvas {
  #plot: uPlot | null = null;
  #lines: readonly DrawnLine[] = [];
  #data: uPlot.AlignedData = [[]];

  constructor(
    private readonly host: HTMLElement,
    private readonly setup: Pick<PlotSetup, "spec" | "window" | "onCursor" | "onDrawn">,
  ) {}

  /** Draws at once: when this returns, the figures are on the canvas. */
  show(lines: readonly DrawnLine[], frame: Frame): void {
    const plot = this.#plot;
    const same = lines.length === this.#lines.length && lines.every(({ key }, index) => key === this.#lines[index]!.key);
    this.#lines = lines;
    this.#data = plotData(this.setup.spec, lines, frame);
    if (!plot || !same) this.restyle();
    else plot.batch(() => plot.setData(this.#data));
  }

  /** Takes the colours of the page anew. */
  restyle(): void {
    this.#plot?.destroy();
    this.#plot = null;
    const width = this.host.clientWidth;
    if (width === 0 || this.#lines.length === 0) return;
    const palette = readPalette(this.host);
    this.#plot = new uPlot(plotOptions({ ...this.setup, lines: this.#lines, palette, width }), this.#data, this.host);
  }

  /** Follows the width of the host. */
  fit(): void {
    const width = this.host.clientWidth;
    if (!this.#plot) this.restyle();
    else if (width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height: plotHeight });
  }

  /** Brings one line forward; null lets all be alike. */
  focus(key: string | null): void {
    const index = this.#lines.findIndex((line) => line.key === key);
    this.#plot?.setSeries(index < 0 ? null : index + 1, { focus: index >= 0 });
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }
}
