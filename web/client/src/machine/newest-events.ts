import type { MachineEvent } from "../api/types.ts";

/**
 * The newest of the shown and the new events, each once, newest first; of one instant the one stored last comes first.
 */
export function newest(shown: readonly MachineEvent[], came: readonly MachineEvent[], most: number): MachineEvent[] {
  const byId = new Map([...shown, ...came].map((event) => [event.id, event]));
  return [...byId.values()].sort((a, b) => b.time - a.time || b.id - a.id).slice(0, most);
}
