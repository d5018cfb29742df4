import type { Palette } from "./palette.ts";
import { dashOf } from "./palette.ts";
import type { Picture } from "../picture/picture.ts";

const padding = 16;
const titleHeight = 32;
const rowHeight = 20;
const columnWidth = 184;
/** Names beyond are counted, not written. */
const mostNames = 60;
const font = "12px system-ui, sans-serif";

/** A picture of the chart with its title, its time and its legend, on the ground of the page. */
export function toPng(drawn: HTMLCanvasElement, palette: Palette, picture: Picture, title: string, span: string): Promise<Blob> {
  const pixel = devicePixelRatio || 1;
  const width = drawn.width / pixel + 2 * padding;
  const names = picture.lines.slice(0, mostNames);
  const columns = Math.max(1, Math.floor((width - 2 * padding) / columnWidth));
  const rows = Math.ceil(names.length / columns) + (picture.lines.length > names.length ? 1 : 0);
  const plotHeight = drawn.height / pixel;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * pixel);
  canvas.height = Math.round((titleHeight + plotHeight + rows * rowHeight + 2 * padding) * pixel);
  const ctx = canvas.getContext("2d")!;
  ctx.scale(pixel, pixel);
  ctx.fillStyle = palette.ground;
  ctx.fillRect(0, 0, width, canvas.height / pixel);
  ctx.textBaseline = "middle";
  write(ctx, title, padding, padding + 8, width / 2, "600 14px system-ui, sans-serif", palette.strong);
  ctx.textAlign = "right";
  write(ctx, span, width - padding, padding + 8, width / 2 - padding, font, palette.text);
  ctx.textAlign = "left";
  ctx.drawImage(drawn, padding, padding + titleHeight - 8, drawn.width / pixel, plotHeight);
  const top = padding + titleHeight + plotHeight;
  names.forEach((line, index) => {
    const [x, y] = [padding + (index % columns) * columnWidth, top + Math.floor(index / columns) * rowHeight + rowHeight / 2];
    ctx.strokeStyle = line.style === "limit" ? palette.limit : palette.line(line.colour);
    ctx.lineWidth = 2;
    ctx.setLineDash(dashOf(line) ?? []);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + 16, y);
    ctx.stroke();
    write(ctx, line.name, x + 22, y, columnWidth - 32, font, palette.text);
  });
  if (picture.lines.length > names.length) {
    write(ctx, `and ${picture.lines.length - names.length} more`, padding, top + (rows - 0.5) * rowHeight, width, font, palette.text);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The browser cannot make a picture of this size.")))));
}

/** Writes as much of a text as there is room for. */
function write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, room: number, style: string, colour: string): void {
  ctx.font = style;
  ctx.fillStyle = colour;
  let shown = text.slice(0, 200);
  while (shown.length > 1 && ctx.measureText(shown).width > room) shown = `${shown.slice(0, Math.max(0, shown.length - 2))}…`;
  ctx.fillText(shown, x, y);
}
