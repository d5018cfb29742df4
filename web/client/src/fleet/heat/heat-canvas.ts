import type { Level } from "../level.ts";
import { labelHeight, type TileLayout } from "./tile-layout.ts";

/** What a tile looks like; no colour: it is not known now, and hatched. */
export interface Look {
  colour: string | null;
  level: Level;
}

/** Tiles smaller than this have no room for a mark of their level. */
const leastForMark = 9;

/** Draws all tiles. */
export function drawTiles(canvas: HTMLCanvasElement, width: number, layout: TileLayout, looks: readonly Look[], focused: number): void {
  const context = prepare(canvas, width, layout.height);
  if (!context) return;
  const style = getComputedStyle(canvas);
  const hatch = hatchOf(context, style.borderTopColor, style.textDecorationColor);
  const { size, x, y } = layout;
  looks.forEach(({ colour }, i) => {
    context.fillStyle = colour ?? hatch;
    context.fillRect(x[i]!, y[i]!, size, size);
  });
  if (size >= leastForMark) looks.forEach((look, i) => look.colour && drawMark(context, look.level, x[i]!, y[i]!, size));
  context.fillStyle = style.color;
  context.font = `600 12px ${style.fontFamily}`;
  context.textBaseline = "middle";
  for (const label of layout.labels) context.fillText(label.name, 0, label.y + labelHeight / 2, width);
  if (focused < 0) return;
  context.strokeStyle = style.color;
  context.lineWidth = 2;
  context.strokeRect(x[focused]! - 1, y[focused]! - 1, size + 2, size + 2);
}

/** Sharp on any screen; null where there is nothing to draw on. */
function prepare(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const scale = devicePixelRatio || 1;
  const [w, h] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context?.setTransform(scale, 0, 0, scale, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

/** As in the table: a hollow triangle is hot, a filled one critical; white upon black, to be seen on every colour. */
function drawMark(context: CanvasRenderingContext2D, level: Level, x: number, y: number, size: number): void {
  if (level !== "hot" && level !== "critical") return;
  const [middle, half] = [size / 2, Math.min(6, size / 3.2)];
  context.beginPath();
  context.moveTo(x + middle, y + middle - half);
  context.lineTo(x + middle + half, y + middle + half);
  context.lineTo(x + middle - half, y + middle + half);
  context.closePath();
  context.lineWidth = 2.5;
  context.strokeStyle = "#000";
  context.stroke();
  context.lineWidth = 1;
  context.strokeStyle = "#fff";
  context.stroke();
  if (level !== "critical") return;
  context.fillStyle = "#fff";
  context.fill();
}

function hatchOf(context: CanvasRenderingContext2D, line: string, ground: string): CanvasPattern | string {
  const cell = document.createElement("canvas");
  cell.width = cell.height = 6;
  const brush = cell.getContext("2d");
  if (!brush) return ground;
  brush.fillStyle = ground;
  brush.fillRect(0, 0, 6, 6);
  brush.strokeStyle = line;
  brush.lineWidth = 1.2;
  brush.beginPath();
  for (const offset of [-6, 0, 6]) {
    brush.moveTo(offset, 6);
    brush.lineTo(offset + 6, 0);
  }
  brush.stroke();
  return context.createPattern(cell, "repeat") ?? ground;
}
