import { readPanels, type Panel } from "./dashboard-content.ts";

const format = "dcmon-dashboard";

/** A dashboard in a file of its own, to be kept or given away. */
export interface DashboardFile {
  name: string;
  panels: Panel[];
}

/** The text of the file. */
export function exportDashboard({ name, panels }: DashboardFile): string {
  return `${JSON.stringify({ format, version: 1, name, panels }, null, 2)}\n`;
}

/**
 * Reads such a file.
 * @throws Error with a message for display.
 */
export function importDashboard(text: string): DashboardFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new Error("This is no JSON file.");
  }
  if (typeof file !== "object" || file === null || !("format" in file) || file.format !== format) {
    throw new Error("This file is no dashboard of dcmon: its \"format\" is not \"dcmon-dashboard\".");
  }
  const { panels, lost } = readPanels(file);
  if (lost > 0) throw new Error(`${lost} of its panels cannot be read; it may be of a newer dcmon.`);
  const name = "name" in file && typeof file.name === "string" && file.name.trim() !== "" ? file.name.trim().slice(0, 100) : "Imported dashboard";
  return { name, panels };
}
