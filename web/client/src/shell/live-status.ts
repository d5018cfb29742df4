import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { liveConnection, type LiveState } from "../live/connection.ts";
import { LightElement } from "./light-element.ts";

const words: Readonly<Record<LiveState, string>> = {
  connecting: "Connecting…",
  connected: "Live",
  reconnecting: "Reconnecting…",
  disconnected: "Disconnected, trying again",
};

/** Shows whether the page is live. */
@customElement("live-status")
export class LiveStatus extends LightElement {
  @state() private live: LiveState = "connecting";
  #stop: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "status");
    const connection = liveConnection();
    this.live = connection.state;
    this.#stop = connection.changed.listen((live) => (this.live = live));
    connection.start();
  }

  override disconnectedCallback(): void {
    this.#stop();
    super.disconnectedCallback();
  }

  protected override willUpdate(_: PropertyValues): void {
    this.dataset["state"] = this.live;
  }

  protected override render(): TemplateResult {
    return html`<span class="dot" aria-hidden="true"></span><span>${words[this.live]}</span>`;
  }
}
