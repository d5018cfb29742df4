import { HttpError, HubConnectionBuilder, LogLevel, type HubConnection } from "@microsoft/signalr";
import { goToLogin } from "../api/login.ts";
import { backoff } from "./backoff.ts";
import { Emitter } from "./emitter.ts";
import { pause } from "./pause.ts";

export type LiveState = "connecting" | "connected" | "reconnecting" | "disconnected";

/** After this many failed attempts in a row the connection is called disconnected; it is tried on all the same. */
const attemptsUntilDisconnected = 4;

/** Subscribes at the hub; called after each new connection. */
export type Attach = (hub: HubConnection) => Promise<void>;

/** The page's one connection to the live hub. It reconnects without end. */
export class LiveConnection {
  readonly changed = new Emitter<LiveState>();
  readonly #hub: HubConnection;
  readonly #attached = new Set<Attach>();
  #state: LiveState = "connecting";
  #connections = 0;
  #started = false;

  constructor(url: string) {
    this.#hub = new HubConnectionBuilder().withUrl(url).configureLogging(LogLevel.None).build();
    this.#hub.onclose(() => void this.#connect("reconnecting"));
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Connects, unless it has already. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    void this.#connect("connecting");
  }

  /** Listens to an event of the hub. Those of all machines arrive here; listeners filter. */
  on<T>(event: string, listener: (value: T) => void): void {
    this.#hub.on(event, listener);
  }

  /** Calls `attach` now, if connected, and after each later connection. */
  attach(attach: Attach): void {
    this.#attached.add(attach);
    if (this.#state === "connected") void this.#run(attach);
  }

  async #connect(state: LiveState): Promise<void> {
    this.#setState(state);
    for (let attempt = 0; !(await this.#tryStart()); attempt++) {
      if (attempt + 1 >= attemptsUntilDisconnected) this.#setState("disconnected");
      await pause(backoff(attempt, Math.random()));
    }
    this.#connections++;
    this.#setState("connected");
    for (const each of this.#attached) void this.#run(each);
  }

  async #tryStart(): Promise<boolean> {
    try {
      await this.#hub.start();
      return true;
    } catch (error) {
      if (error instanceof HttpError && error.statusCode === 401) goToLogin();
      return false;
    }
  }

  /** A refused watch is tried again as long as this connection lasts; the next connection starts again. */
  async #run(attach: Attach): Promise<void> {
    const connection = this.#connections;
    for (let attempt = 2; connection === this.#connections && this.#state === "connected"; attempt++) {
      try {
        return await attach(this.#hub);
      } catch {
        await pause(backoff(attempt, Math.random()));
      }
    }
  }

  #setState(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.changed.emit(state);
  }
}

let page: LiveConnection | undefined;

/** The connection of this page, made when first asked for. */
export function liveConnection(): LiveConnection {
  page ??= new LiveConnection("/hub/live");
  return page;
}
