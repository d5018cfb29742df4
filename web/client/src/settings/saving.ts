import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { ApiError } from "../api/http.ts";

type State = { kind: "idle" } | { kind: "busy" } | { kind: "done" | "failed"; text: string };

/** What became of what a person asked to be saved; shown where its element puts it. */
export class Saving implements ReactiveController {
  #state: State = { kind: "idle" };

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  get busy(): boolean {
    return this.#state.kind === "busy";
  }

  hostConnected(): void {}

  /** Runs `work`, then shows `done` or the error. Returns whether it succeeded. */
  async run(work: () => Promise<unknown>, done: string): Promise<boolean> {
    this.#setState({ kind: "busy" });
    try {
      await work();
      this.#setState({ kind: "done", text: done });
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#setState({ kind: "failed", text: error.message });
      return false;
    }
  }

  render(): TemplateResult {
    const state = this.#state;
    const text = state.kind === "busy" ? "Saving…" : state.kind === "idle" ? nothing : state.text;
    return html`<span class="outcome" role="status" data-kind=${state.kind}>${state.kind === "failed" ? "Not saved: " : nothing}${text}</span>`;
  }

  #setState(state: State): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}
