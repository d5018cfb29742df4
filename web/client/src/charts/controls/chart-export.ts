import { formatMoment, formatRecent } from "../../format/time.ts";
import { fileName, saveFile, saveText } from "../../shell/save-file.ts";
import type { ChartCanvas } from "../draw/chart-canvas.ts";
import { toCsv } from "../draw/csv.ts";
import type { Picture } from "../picture/picture.ts";
import { toPng } from "../draw/png.ts";

/** Saves the drawn lines as a CSV file. */
export function saveCsv(picture: Picture, title: string): void {
  saveText(fileName(title, "csv"), "text/csv", toCsv(picture));
}

/** Saves the drawn chart as a PNG file; does nothing where nothing is drawn. */
export async function savePng(canvas: ChartCanvas | null, picture: Picture, title: string, [from, to]: readonly [number, number]): Promise<void> {
  const drawing = canvas?.drawing;
  if (!drawing) return;
  const span = `${formatMoment(from)} – ${formatRecent(to, from)}`;
  saveFile(fileName(title, "png"), await toPng(drawing.canvas, drawing.palette, picture, title, span));
}
