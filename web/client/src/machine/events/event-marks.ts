import type { EventList, MachineEvent } from "../../api/types.ts";
import { Emitter } from "../../live/emitter.ts";

/** Something that happened, as charts mark it on their axis of time. */
export interface ChartMark {
  time: number;
  label: string;
  severity: MachineEvent["severity"];
}

/** Kinds that concern every chart of the machine. */
const everywhere = ["host_boot", "agent_start", "agent_stop", "clock_step", "gpu_xid", "gpu_lost", "ipmi_sel", "memory_error", "psu_state", "container_oom", "container_exit"];
/** More marks than this would hide the lines. */
const most = 200;

/** Events of a machine within the span of its charts, continued live. */
export class EventMarks {
  readonly changed = new Emitter<void>();
  #events: readonly MachineEvent[] = [];
  #load = 0;
  /** The last list of each section; charts are drawn again only for another list. */
  readonly #given = new Map<readonly string[], ChartMark[]>();

  constructor(private readonly client: string, private readonly fetch: (url: string) => Promise<EventList>) {}

  /**
   * Loads the events of a span; a later call overtakes this one. Charts without marks are charts all the same: a
   * failure is silent.
   */
  async load(from: number, to: number): Promise<void> {
    const load = ++this.#load;
    const query = new URLSearchParams({ client: this.client, from: String(Math.floor(from)), to: String(Math.ceil(to)), limit: String(most) });
    try {
      const { events } = await this.fetch(`/api/events?${query}`);
      if (load !== this.#load) return;
      this.#take([...events, ...this.#events.filter(({ time }) => time > to)]);
    } catch {
      // Tried again with the next window or connection.
    }
  }

  /** Adds events that just happened. */
  add(events: readonly MachineEvent[]): void {
    this.#take([...this.#events, ...events]);
  }

  /** Marks for charts of a section that cares about these kinds, beside those that concern all. */
  of(kinds: readonly string[]): ChartMark[] {
    let marks = this.#given.get(kinds);
    if (!marks) {
      marks = this.#events.filter(({ kind }) => everywhere.includes(kind) || kinds.includes(kind))
        .map(({ time, message, severity }) => ({ time, label: message, severity }));
      this.#given.set(kinds, marks);
    }
    return marks;
  }

  #take(events: readonly MachineEvent[]): void {
    const byId = new Map(events.map((event) => [event.id, event]));
    this.#events = [...byId.values()].sort((a, b) => a.time - b.time).slice(-most);
    this.#given.clear();
    this.changed.emit();
  }
}
