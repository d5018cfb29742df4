/** What a key does on a chart. */
export type KeyAction =
  | { kind: "cursor"; index: number }
  | { kind: "zoom"; from: number; to: number }
  | { kind: "time" }
  | { kind: "back" };

/** Shift makes steps this large. */
const leap = 10;

/**
 * Arrow keys move the cursor from point to point, Home and End to the ends, plus and minus zoom in and out about the
 * cursor (or the middle), Enter chooses the time under the cursor, Escape steps back.
 */
export function keyAction(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">, cursor: number | null, times: readonly number[], [from, to]: readonly [number, number],
): KeyAction | null {
  const first = times.findIndex((time) => time >= from);
  const last = times.findLastIndex((time) => time <= to);
  const step = shiftKey ? leap : 1;
  const move = (index: number): KeyAction | null =>
    first < 0 || last < first ? null : { kind: "cursor", index: Math.min(last, Math.max(first, index)) };
  switch (key) {
    case "ArrowLeft": return move((cursor ?? last + 1) - step);
    case "ArrowRight": return move((cursor ?? last - 1) + step);
    case "Home": return move(first);
    case "End": return move(last);
    case "+": case "=": return zoom(0.5);
    case "-": return zoom(2);
    case "Enter": return { kind: "time" };
    case "Escape": return { kind: "back" };
    default: return null;
  }

  function zoom(factor: number): KeyAction {
    const middle = (cursor === null ? undefined : times[cursor]) ?? (from + to) / 2;
    return { kind: "zoom", from: middle - (middle - from) * factor, to: middle + (to - middle) * factor };
  }
}
