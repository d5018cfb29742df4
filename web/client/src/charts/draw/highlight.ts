import type uPlot from "uplot";

/**
 * Draws one line once more on a canvas of its own above the others, so that bringing it forward costs one line, not
 * all.
 */
export class Highlight {
  readonly #canvas = document.createElement("canvas");

  constructor(private readonly plot: uPlot) {
    this.#canvas.className = "highlight";
    plot.over.before(this.#canvas);
  }

  /** @param series its place among uPlot's series; null: none is brought forward. */
  show(series: number | null): void {
    const { plot } = this;
    const { left, top, width, height } = plot.bbox;
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#canvas.style.width = `${plot.over.clientWidth}px`;
    this.#canvas.style.height = `${plot.over.clientHeight}px`;
    this.#canvas.style.left = plot.over.style.left;
    this.#canvas.style.top = plot.over.style.top;
    plot.root.classList.toggle("highlighted", series !== null);
    if (series === null) return;
    const { scale = "y", stroke, dash } = plot.series[series]!;
    const ctx = this.#canvas.getContext("2d")!;
    const pixel = devicePixelRatio || 1;
    ctx.strokeStyle = (typeof stroke === "function" ? stroke(plot, series) : stroke) as string;
    ctx.lineWidth = 2.5 * pixel;
    ctx.lineJoin = "round";
    if (dash) ctx.setLineDash(dash.map((length) => length * pixel));
    ctx.beginPath();
    let isDrawing = false;
    const [times, values] = [plot.data[0], plot.data[series]!];
    for (let index = 0; index < times.length; index++) {
      const value = values[index];
      if (value === undefined) continue;
      if (value === null) {
        isDrawing = false;
        continue;
      }
      const [x, y] = [plot.valToPos(times[index]!, "x", true) - left, plot.valToPos(value, scale, true) - top];
      if (isDrawing) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
      isDrawing = true;
    }
    ctx.stroke();
  }
}
