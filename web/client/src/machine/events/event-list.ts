import type { EventList, MachineEvent } from "../../api/types.ts";
import { Emitter } from "../../live/emitter.ts";
import { eventsUrl, matches, type EventFilter } from "./event-filter.ts";

const pageSize = 100;
/** Pages that are fetched at most for one "more" where the search leaves little of each. */
const mostPagesAtOnce = 5;

export type EventsStatus = "loading" | "ready" | "failed";

/**
 * Events of a filter, newest first: the newest page, older ones on demand, and what happens meanwhile at the top. The
 * search is done here, so older pages are fetched until something fits or enough were looked through.
 */
export class EventPages {
  readonly changed = new Emitter<void>();
  #events: MachineEvent[] = [];
  #next: string | null = null;
  #status: EventsStatus = "loading";
  #error = "";
  #load = 0;
  #isLoaded = false;

  constructor(
    /** Its search may change; for other kinds or severities there must be another list. */
    public filter: EventFilter,
    private readonly client: string | null,
    private readonly fetch: (url: string) => Promise<EventList>,
    /** Nothing older is asked for, Unix milliseconds. */
    private readonly since = 0,
  ) {}

  /** Those that fit, newest first. */
  get events(): MachineEvent[] {
    return this.#events.filter((event) => matches(this.filter, event));
  }

  get status(): EventsStatus {
    return this.#status;
  }

  /** Error message for display. */
  get error(): string {
    return this.#error;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** The time down to which all was looked through; null where all of it was. */
  get reaches(): number | null {
    return this.#next === null ? null : this.#events.at(-1)?.time ?? null;
  }

  /** Loads the newest page, again after an outage: what is older and known stays. */
  start(): Promise<void> {
    return this.#fetch(null, 1);
  }

  /** Loads the next page of older events. */
  more(): Promise<void> {
    return this.#next === null || this.#status === "loading" ? Promise.resolve() : this.#fetch(this.#next, mostPagesAtOnce);
  }

  /** Adds events that just happened. */
  add(events: readonly MachineEvent[]): void {
    this.#merge(events);
    this.changed.emit();
  }

  async #fetch(before: string | null, pages: number): Promise<void> {
    const load = ++this.#load;
    this.#setStatus("loading");
    try {
      const known = this.events.length;
      let at = before;
      for (let page = 0; page < pages; page++) {
        const { events, next } = await this.fetch(eventsUrl(this.filter, this.client, pageSize, at, this.since));
        if (load !== this.#load) return;
        const isGap = before === null && this.#isLoaded && !events.some(({ id }) => this.#events.some((each) => each.id === id));
        // Between the newest page and what was known may lie more than a page: then the list starts over with what
        // arrived since.
        if (isGap) this.#events = this.#events.filter(({ time }) => time > (events[0]?.time ?? 0));
        if (before !== null || isGap || !this.#isLoaded) this.#next = next;
        this.#isLoaded = true;
        this.#merge(events);
        at = next;
        if (next === null || this.events.length > known) break;
      }
      this.#setStatus("ready");
    } catch (error) {
      if (load !== this.#load) return;
      this.#error = error instanceof Error ? error.message : String(error);
      this.#setStatus("failed");
    }
  }

  #merge(events: readonly MachineEvent[]): void {
    const byId = new Map([...this.#events, ...events].map((event) => [event.id, event]));
    this.#events = [...byId.values()].sort((a, b) => b.time - a.time || b.id - a.id);
  }

  #setStatus(status: EventsStatus): void {
    this.#status = status;
    this.changed.emit();
  }
}
