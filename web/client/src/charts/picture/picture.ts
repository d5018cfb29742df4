import type { Unit } from "../../format/unit.ts";
import type { Frame } from "./frame.ts";

/** A line as the chart draws it and the legend names it. */
export interface DrawnLine {
  key: string;
  name: string;
  /**
   * Which colour of the palette; lines of the same machine or device share one. Beyond the palette, dashes distinguish
   * lines.
   */
  colour: number;
  style: "solid" | "dashed" | "limit";
  axis: 1 | 2;
  /** The machine that it is about, where it is about one. */
  client: string | null;
}

/** All that is to be drawn: lines, their columns in the same order, and what the axes measure. */
export interface Picture {
  lines: readonly DrawnLine[];
  frame: Frame;
  units: readonly [Unit, Unit];
  stacked: boolean;
  /** The first axis ends here, whatever the data. */
  ceiling: number | null;
  /** Places of lines that are the lower and the upper edge of an area. */
  bands: readonly (readonly [low: number, high: number])[];
  /** How many lines there are, drawn or not. */
  total: number;
}

export const emptyPicture: Picture = {
  lines: [], frame: { times: [], columns: [] }, units: ["count", "count"], stacked: false, ceiling: null, bands: [], total: 0,
};

/** The same picture with only some of its lines. */
export function pick(picture: Picture, isShown: (line: DrawnLine) => boolean): Picture {
  const places = picture.lines.map((_, index) => index).filter((index) => isShown(picture.lines[index]!));
  if (places.length === picture.lines.length) return picture;
  return {
    ...picture,
    lines: places.map((index) => picture.lines[index]!),
    frame: { times: picture.frame.times, columns: places.map((index) => picture.frame.columns[index]!) },
    bands: picture.bands.map(([low, high]) => [places.indexOf(low), places.indexOf(high)] as const).filter(([low, high]) => low >= 0 && high >= 0),
  };
}
