import uPlot from "uplot";
import { Highlight } from "./highlight.ts";
import { marksAt, type Mark } from "./marks.ts";
import { readPalette, type Palette } from "./palette.ts";
import { emptyPicture, type Picture } from "../picture/picture.ts";
import { plotData, plotOptions, type PlotEvents } from "./plot.ts";

/** A line near the cursor, and how far it is, pixels. */
export interface Near {
  index: number;
  value: number;
  distance: number;
}

/**
 * The drawing of a chart: one uPlot, created again when its lines, its colours or its host change, else only given new
 * data.
 */
export class ChartCanvas {
  #plot: uPlot | null = null;
  #highlight: Highlight | null = null;
  #highlighted: string | null = null;
  #picture = emptyPicture;
  #data: uPlot.AlignedData = [[]];
  #palette: Palette | null = null;

  constructor(private readonly host: HTMLElement, private readonly events: PlotEvents, private height: number) {}

  /** Draws at once: when this returns, the figures are on the canvas. */
  show(picture: Picture): void {
    const isAlike = this.#plot !== null && likeness(picture) === likeness(this.#picture);
    this.#picture = picture;
    this.#data = plotData(picture);
    if (!isAlike) return this.restyle();
    const plot = this.#plot!;
    plot.batch(() => plot.setData(this.#data));
    if (this.#highlighted !== null) this.highlight(this.#highlighted);
  }

  /** Reads the colours of the page again. */
  restyle(): void {
    this.destroy();
    const width = this.host.clientWidth;
    if (width === 0 || this.#picture.lines.length === 0) return;
    this.#palette = readPalette(this.host);
    const options = plotOptions({ picture: this.#picture, palette: this.#palette, width, height: this.height, events: this.events });
    this.#plot = new uPlot(options, this.#data, this.host);
    this.#highlight = new Highlight(this.#plot);
    this.#highlighted = null;
  }

  /** Follows the size of the host; a new height has other marks on its axis. */
  fit(height = this.height): void {
    const width = this.host.clientWidth;
    const isHigher = height !== this.height;
    this.height = height;
    if (!this.#plot || isHigher) this.restyle();
    else if (width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height });
  }

  /** Brings one line forward; null lets all be alike. */
  highlight(key: string | null): void {
    const index = this.#picture.lines.findIndex((line) => line.key === key);
    if (index < 0 && this.#highlighted === null) return;
    this.#highlighted = index < 0 ? null : key;
    this.#highlight?.show(index < 0 ? null : index + 1);
  }

  /** Lines with a value at the cursor, the nearest first. */
  nearest(): Near[] {
    const plot = this.#plot;
    const { idx, top = -1 } = plot?.cursor ?? {};
    if (!plot || idx === null || idx === undefined) return [];
    const found: Near[] = [];
    for (let index = 0; index < this.#picture.lines.length; index++) {
      const value = this.#data[index + 1]?.[idx];
      if (typeof value !== "number") continue;
      const y = plot.valToPos(value, this.#picture.lines[index]!.axis === 2 ? "y2" : "y");
      found.push({ index, value: this.#picture.frame.columns[index]![idx] ?? value, distance: top < 0 ? 0 : Math.abs(y - top) });
    }
    return found.sort((a, b) => a.distance - b.distance);
  }

  /** Where the cursor is within the host, CSS pixels; null where it is not on this chart. */
  get cursor(): { x: number; y: number; index: number } | null {
    const { left = -1, top = -1, idx } = this.#plot?.cursor ?? {};
    if (!this.#plot || left < 0 || idx === null || idx === undefined) return null;
    return { x: left + this.#plot.over.offsetLeft, y: Math.max(top, 0) + this.#plot.over.offsetTop, index: idx };
  }

  /** Puts the cursor on a point (or takes it away), on all charts of the page. */
  moveCursor(index: number | null): void {
    const time = index === null ? undefined : this.#data[0][index];
    if (time === undefined) this.#plot?.setCursor({ left: -10, top: -10 });
    else this.#plot?.setCursor({ left: this.#plot.valToPos(time, "x"), top: -1 });
  }

  /** The marks under the cursor. */
  marksHere(marks: readonly Mark[]): Mark[] {
    const left = this.#plot?.cursor.left ?? -1;
    return this.#plot && left >= 0 ? marksAt(this.#plot, marks, left) : [];
  }

  /** What is drawn, and the colours it is drawn with; null where nothing is. */
  get drawing(): { canvas: HTMLCanvasElement; palette: Palette } | null {
    return this.#plot && this.#palette ? { canvas: this.#plot.ctx.canvas, palette: this.#palette } : null;
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
    this.#highlight = null;
  }
}

/** What uPlot gets when it is created; only values may differ between pictures that it draws. */
function likeness({ lines, units, stacked, ceiling, bands }: Picture): string {
  return JSON.stringify([lines.map(({ key, name, colour, style, axis }) => [key, name, colour, style, axis]), units, stacked, ceiling, bands]);
}
