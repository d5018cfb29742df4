/** Tiles of one group; `blocks` has the number of tiles of each machine. */
export interface Section {
  name: string | null;
  blocks: readonly number[];
}

export interface TileLayout {
  /** The side of a tile, pixels. */
  size: number;
  /** Left and top of each tile, in the order of sections and blocks. */
  x: Float32Array;
  y: Float32Array;
  labels: { name: string; y: number }[];
  height: number;
}

export const smallest = 6;
const largest = 44;
export const labelHeight = 20;
/** A machine of more GPUs than this has them in several lines. */
const widest = 8;

/** The largest tiles with which all fit; where not even the smallest do, those, and the list is scrolled. */
export function layoutTiles(sections: readonly Section[], width: number, height: number): TileLayout {
  // A page on the way to its size may be of none.
  const room = Math.max(width, widest * (smallest + 2));
  let low = smallest;
  let high = largest;
  while (low < high) {
    const size = Math.ceil((low + high) / 2);
    if (place(sections, room, size).height <= height) low = size;
    else high = size - 1;
  }
  return place(sections, room, low);
}

function place(sections: readonly Section[], width: number, size: number): TileLayout {
  const count = sections.reduce((sum, { blocks }) => sum + blocks.reduce((a, b) => a + b, 0), 0);
  const layout: TileLayout = { size, x: new Float32Array(count), y: new Float32Array(count), labels: [], height: 0 };
  const pitch = size + (size < 12 ? 1 : 2);
  let tile = 0;
  let y = 0;
  for (const { name, blocks } of sections) {
    if (name !== null) {
      layout.labels.push({ name, y });
      y += labelHeight;
    }
    const most = blocks.reduce((a, b) => Math.max(a, b), 1);
    // Single tiles stand evenly; those of a machine keep together.
    const apart = most > 1 ? Math.max(3, Math.round(size / 4)) : 0;
    const line = Math.ceil(most / widest) * pitch + apart;
    let x = 0;
    for (const tiles of blocks) {
      const columns = Math.min(tiles, widest);
      if (x > 0 && x + columns * pitch > width) {
        x = 0;
        y += line;
      }
      for (let i = 0; i < tiles; i++, tile++) {
        layout.x[tile] = x + (i % widest) * pitch;
        layout.y[tile] = y + Math.floor(i / widest) * pitch;
      }
      x += columns * pitch + apart;
    }
    y += line + (name === null ? 0 : 4);
  }
  layout.height = y;
  return layout;
}

/** The tile at a point; -1: none. */
export function tileAt({ x, y, size }: TileLayout, atX: number, atY: number): number {
  for (let i = 0; i < x.length; i++) {
    if (atX >= x[i]! && atX < x[i]! + size && atY >= y[i]! && atY < y[i]! + size) return i;
  }
  return -1;
}

/** The tile that an arrow key leads to; undefined: it is no such key. */
export function tileByKey({ x, y }: TileLayout, key: string, from: number): number | undefined {
  switch (key) {
    case "ArrowRight": return Math.min(x.length - 1, from + 1);
    case "ArrowLeft": return Math.max(0, from - 1);
    case "Home": return 0;
    case "End": return x.length - 1;
    case "ArrowDown": return nearestInLine(x, y, from, 1);
    case "ArrowUp": return nearestInLine(x, y, from, -1);
    default: return undefined;
  }
}

/** Tiles are not in the order of lines (a machine may have two): the next line is that of the nearest other top. */
function nearestInLine(x: Float32Array, y: Float32Array, from: number, direction: 1 | -1): number {
  let best = from;
  for (let i = 0; i < x.length; i++) {
    const down = (y[i]! - y[from]!) * direction;
    if (down <= 0) continue;
    const bestDown = best === from ? Infinity : (y[best]! - y[from]!) * direction;
    const nearer = Math.abs(x[i]! - x[from]!) < Math.abs(x[best]! - x[from]!);
    if (down < bestDown || (down === bestDown && nearer)) best = i;
  }
  return best;
}
