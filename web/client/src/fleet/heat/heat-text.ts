import { formatAge } from "../../format/duration.ts";
import { formatValue } from "../../format/unit.ts";
import { levelOf } from "../level.ts";
import type { HeatFigure, Tile } from "./heat-figures.ts";

/** What a tile is called; the name is isolated, so that one written from right to left leaves the rest in its order. */
export function tileName({ client, gpu }: Tile): string {
  return `\u2068${client.name}\u2069${gpu ? ` GPU ${gpu.gpu}` : ""}`;
}

/** What a tile shows, in words: its figure, how that is, and of a silent machine how old it is. */
export function tileValue(tile: Tile, figure: HeatFigure, now: number): string {
  const value = figure.value(tile);
  const level = value !== null && figure.thresholds ? levelOf(value, figure.thresholds) : "normal";
  const text = `${figure.title} ${value === null ? "not known" : formatValue(value, figure.unit)}`;
  if (tile.client.online) return level === "normal" ? text : `${text} (${level})`;
  const seen = tile.client.lastSeen;
  return seen === null ? "never seen" : `offline, last seen ${formatAge(now - seen)}; then ${text}`;
}

/** The other figures of a tile, those that are known. */
export function otherValues(tile: Tile, figures: readonly HeatFigure[], shown: HeatFigure): string[] {
  return figures.flatMap((figure) => {
    const value = figure.value(tile);
    return figure.id === shown.id || value === null ? [] : [`${figure.title} ${formatValue(value, figure.unit)}`];
  });
}
