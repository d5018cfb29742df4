import type { Machine, MachineEvent } from "../api/types.ts";
import type { Attach, LiveConnection } from "./connection.ts";
import { Emitter } from "./emitter.ts";
import type { Backfilled, LiveReport, LiveSchema, ProgramReport, WatchedMachine } from "./messages.ts";

/** One machine as it happens: its row, its reports, and the order in which they list their values. */
export class MachineFeed {
  /** Watching began (again): reports may have been missed, so history must be fetched from here on. */
  readonly watching = new Emitter<void>();
  readonly clientChanged = new Emitter<Machine>();
  readonly reported = new Emitter<LiveReport>();
  readonly programsChanged = new Emitter<void>();
  readonly backfilled = new Emitter<Backfilled>();
  readonly happened = new Emitter<MachineEvent[]>();
  readonly #connection: Pick<LiveConnection, "on" | "attach">;
  #schema: LiveSchema | null = null;
  #programs = new Map<string, ProgramReport>();
  #asking = false;
  #watching = false;

  constructor(connection: Pick<LiveConnection, "on" | "attach">, readonly id: string) {
    this.#connection = connection;
    connection.on<LiveSchema>("schema", (schema) => {
      if (schema.client === id) this.#schema = schema;
    });
    connection.on<LiveReport>("report", (report) => report.client === id && this.#report(report));
    connection.on<ProgramReport>("program", (report) => report.client === id && this.#setPrograms([...this.#programs.values(), report]));
    connection.on<Machine>("client", (client) => client.id === id && this.clientChanged.emit(client));
    connection.on<Backfilled>("backfilled", (span) => span.client === id && this.backfilled.emit(span));
    connection.on<MachineEvent[]>("events", (events) => events[0]?.client === id && this.happened.emit(events));
    connection.attach(this.#watch);
  }

  /** The order of the values in reports, or null before the first. */
  get schema(): LiveSchema | null {
    return this.#schema;
  }

  /** The newest reports of the programs that push samples of the machine, by name. */
  get programs(): readonly ProgramReport[] {
    return [...this.#programs.values()].sort((a, b) => (a.program < b.program ? -1 : 1));
  }

  /** Whether watching has begun. */
  get isWatching(): boolean {
    return this.#watching;
  }

  readonly #watch: Attach = async (hub) => {
    const { client, schema, report, programs } = await hub.invoke<WatchedMachine>("WatchClient", this.id);
    this.#schema = schema;
    this.#asking = false;
    this.#watching = true;
    this.clientChanged.emit(client);
    this.watching.emit();
    this.#setPrograms(programs);
    if (report && report.hash === schema?.hash) this.reported.emit(report);
  };

  #setPrograms(reports: readonly ProgramReport[]): void {
    this.#programs = new Map(reports.map((report) => [report.program, report]));
    this.programsChanged.emit();
  }

  #report(report: LiveReport): void {
    if (report.hash === this.#schema?.hash) this.reported.emit(report);
    else this.#askForSchema();
  }

  /**
   * A report of an unknown schema cannot be read; watching again returns the schema, and makes charts load what they
   * missed.
   */
  #askForSchema(): void {
    if (this.#asking) return;
    this.#asking = true;
    this.#connection.attach(this.#watch);
  }
}
