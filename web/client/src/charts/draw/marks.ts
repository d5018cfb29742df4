import type uPlot from "uplot";
import type { Palette } from "./palette.ts";

/** Something that happened, to be seen beside what was measured. Time in Unix milliseconds; the label is untrusted. */
export interface Mark {
  time: number;
  label: string;
  severity: string;
}

/** A mark is meant by a pointer this near, pixels. */
const near = 5;

/** Draws each mark as a line from top to bottom with a head, whose shape is its severity. */
export function drawMarks(plot: uPlot, marks: readonly Mark[], palette: Palette): void {
  const { ctx, bbox: { left, top, width, height } } = plot;
  const pixel = devicePixelRatio || 1;
  ctx.save();
  ctx.lineWidth = pixel;
  for (const { time, severity } of marks) {
    const x = Math.round(plot.valToPos(time, "x", true));
    if (x < left || x > left + width) continue;
    ctx.strokeStyle = ctx.fillStyle = palette.mark(severity);
    ctx.setLineDash([2 * pixel, 3 * pixel]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    ctx.setLineDash([]);
    head(ctx, x, top, 4 * pixel, severity);
  }
  ctx.restore();
}

/** A triangle for what is bad, a diamond for a warning, a ring for information. */
function head(ctx: CanvasRenderingContext2D, x: number, y: number, size: number, severity: string): void {
  ctx.beginPath();
  if (severity === "critical" || severity === "error") {
    ctx.moveTo(x - size, y);
    ctx.lineTo(x + size, y);
    ctx.lineTo(x, y + 1.6 * size);
  } else if (severity === "warning") {
    ctx.moveTo(x, y);
    ctx.lineTo(x + size, y + size);
    ctx.lineTo(x, y + 2 * size);
    ctx.lineTo(x - size, y + size);
  } else {
    ctx.arc(x, y + size, 0.8 * size, 0, 2 * Math.PI);
    return ctx.stroke();
  }
  ctx.fill();
}

/** The marks that a pointer at this place of the time axis (CSS pixels) means. */
export function marksAt(plot: uPlot, marks: readonly Mark[], x: number): Mark[] {
  return marks.filter(({ time }) => Math.abs(plot.valToPos(time, "x") - x) <= near);
}
