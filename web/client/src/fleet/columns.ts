import type { Machine } from "../api/types.ts";
import { alarmsCell, alarmsOf } from "./alarms.ts";
import { nameCell, seenCell, stateMark } from "./cells.ts";
import type { Column } from "./column.ts";
import { figureColumns } from "./figure-columns.ts";

/** The columns that are always there, at the left. */
export const fixedColumns: readonly Column[] = [
  {
    id: "state", title: "State", area: "Machine", width: 92, value: ({ online }) => (online ? "online" : "offline"),
    cell: ({ online }) => stateMark(online),
  },
  { id: "name", title: "Machine", area: "Machine", width: 208, value: ({ name }) => name, cell: nameCell },
];

/** The columns to choose from. */
export const choosableColumns: readonly Column[] = [
  {
    id: "alerts", title: "Alerts", area: "Machine", width: 72, usual: true, unit: "count", sum: "sum",
    help: "Figures that are hot or critical; the sum of a group counts them all",
    value: (client) => (client.online ? alarmsOf(client).length : null), cell: alarmsCell,
  },
  ...figureColumns,
  { id: "model", title: "GPU model", area: "GPUs", width: 160, value: ({ gpuModel }) => gpuModel },
  { id: "group", title: "Group", area: "Machine", width: 120, value: ({ group }) => group },
  { id: "seen", title: "Last seen", area: "Machine", width: 84, usual: true, value: ({ lastSeen }) => lastSeen, cell: seenCell },
];

export const columns: readonly Column[] = [...fixedColumns, ...choosableColumns];

/** Whether a column's cells are figures, which stand at the right. */
export function isNumber(column: Column): boolean {
  return column.unit !== undefined || column.id === "seen";
}

/** Whether some machine has a value for the column. */
export function hasValue(column: Column, clients: Iterable<Machine>): boolean {
  for (const client of clients) if (column.value(client) !== null) return true;
  return false;
}
