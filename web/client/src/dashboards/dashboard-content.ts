import { toExploration } from "../explore/exploration-text.ts";
import type { Exploration } from "../explore/exploration.ts";

/** One plot of a dashboard. */
export interface Panel {
  title: string;
  /** Columns of twelve. */
  width: number;
  /** Rows of 56 pixels. */
  height: number;
  view: Exploration;
}

/** Panels that one dashboard may have. */
export const mostPanels = 60;
export const columns = 12;
const tallest = 12;

/** A panel as it is added. */
export function panelOf(title: string, view: Exploration): Panel {
  return { title, width: 6, height: 4, view };
}

/** The panels of a dashboard's content; unknown ones are left out. `lost` counts those that could not be read. */
export function readPanels(content: unknown): { panels: Panel[]; lost: number } {
  const list = typeof content === "object" && content !== null && "panels" in content && Array.isArray(content.panels) ? content.panels : [];
  const panels = list.slice(0, mostPanels).map(toPanel).filter((panel) => panel !== null);
  return { panels, lost: list.length - panels.length };
}

/** A key for each panel that stays its own while it is moved and resized, so that its chart is kept. */
export function panelKeys(panels: readonly Panel[]): string[] {
  const count = new Map<string, number>();
  return panels.map(({ view }) => {
    const text = JSON.stringify(view);
    count.set(text, (count.get(text) ?? 0) + 1);
    return `${count.get(text)} ${text}`;
  });
}

/** Moves a panel to another place; the others keep their order. */
export function movePanel(panels: readonly Panel[], from: number, to: number): Panel[] {
  const moved = panels.filter((_, index) => index !== from);
  moved.splice(Math.min(Math.max(to, 0), moved.length), 0, panels[from]!);
  return moved;
}

/** A panel with another size, within the grid. */
export function resizePanel(panel: Panel, width: number, height: number): Panel {
  return { ...panel, width: clamp(width, 2, columns), height: clamp(height, 2, tallest) };
}

function toPanel(value: unknown): Panel | null {
  if (typeof value !== "object" || value === null) return null;
  const { title, width, height, view } = value as Record<string, unknown>;
  const exploration = toExploration(view);
  if (!exploration) return null;
  const panel = { title: typeof title === "string" ? title : "", width: 0, height: 0, view: exploration };
  return resizePanel(panel, whole(width, 6), whole(height, 4));
}

function whole(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? Math.round(value) : otherwise;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
