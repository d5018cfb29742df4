/** Which lines of a chart are shown: those with these keys; null: all. */
export type Selection = ReadonlySet<string> | null;

/** A press on a line shows it alone; again, all. */
export function isolate(selection: Selection, key: string): Selection {
  return selection?.size === 1 && selection.has(key) ? null : new Set([key]);
}

/** A press with a modifier takes a line away or adds it; with none left, or all there, all are shown. */
export function toggle(selection: Selection, key: string, all: readonly string[]): Selection {
  const shown = new Set(selection ?? all);
  if (!shown.delete(key)) shown.add(key);
  return shown.size === 0 || all.every((each) => shown.has(each)) ? null : shown;
}

/** The selection as far as its lines are still there: none left means all. */
export function present(selection: Selection, all: readonly string[]): Selection {
  return selection && all.some((key) => selection.has(key)) ? selection : null;
}
