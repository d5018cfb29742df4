import type { TemplateResult } from "lit";
import type { Folds } from "../model/folds.ts";
import type { MachineChart } from "../model/section.ts";
import type { Values } from "../model/schema-index.ts";
import type { ShortHistory } from "../model/short-history.ts";

/** What the parts of a section need to draw themselves. */
export interface SectionContext {
  section: string;
  values: Values;
  history: ShortHistory;
  folds: Folds;
  /** Draws charts, those of which the machine has data. */
  charts(specs: readonly MachineChart[]): TemplateResult;
}
