/**
 * The rows that are on the page, of many: those in view and some around them, and the room that the others would take.
 */
export interface RowWindow {
  first: number;
  /** The row after the last. */
  end: number;
  /** Pixels above and below. */
  above: number;
  below: number;
}

/** The window moves by so many rows at once, so that not each line scrolled makes a new one. */
const block = 8;

/** Where a window stands for a list scrolled by so many pixels, seen through `viewport` pixels. */
export function rowWindow(count: number, rowHeight: number, scrollTop: number, viewport: number): RowWindow {
  const inView = Math.ceil(viewport / rowHeight);
  const top = Math.max(0, Math.min(Math.floor(scrollTop / rowHeight), count - inView));
  const first = Math.max(0, Math.floor(top / block) * block - block);
  const end = Math.min(count, (Math.ceil((top + inView) / block) + 1) * block);
  return { first, end, above: first * rowHeight, below: (count - end) * rowHeight };
}

/** Rows that a window through `viewport` pixels can have: those in view, and a block before and up to two after. */
export function slotsOf(rowHeight: number, viewport: number): number {
  return (Math.ceil(Math.ceil(viewport / rowHeight) / block) + 4) * block;
}

/** How far to scroll so that a row is in view; where it is already, not at all. */
export function scrollToRow(row: number, rowHeight: number, scrollTop: number, viewport: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - viewport);
}

/** The row that a key leads to from another; undefined: it is no key for rows. */
export function rowByKey(key: string, row: number, count: number, page: number): number | undefined {
  const target = { ArrowDown: row + 1, ArrowUp: row - 1, PageDown: row + page, PageUp: row - page, Home: 0, End: count - 1 }[key];
  return target === undefined ? undefined : Math.max(0, Math.min(count - 1, target));
}
