import { formatMoment } from "../../format/time.ts";
import { formatValue } from "../../format/unit.ts";
import type { Picture } from "../picture/picture.ts";

/** Values that are read out at most. */
const mostValues = 6;

/** The values of one time in words, the largest first, for screen readers. */
export function spokenValues({ lines, frame, units }: Picture, index: number): string {
  const values = lines.map((line, place) => ({ line, value: frame.columns[place]![index] })).filter(({ value }) => typeof value === "number")
    .sort((a, b) => b.value! - a.value!);
  const words = values.slice(0, mostValues).map(({ line, value }) => `${line.name.slice(0, 80)} ${formatValue(value, units[line.axis - 1]!)}`);
  const more = values.length > words.length ? `, and ${values.length - words.length} more` : "";
  return `${formatMoment(frame.times[index]!)}: ${words.join(", ") || "no values"}${more}`;
}
