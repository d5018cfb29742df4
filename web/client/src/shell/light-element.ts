import { LitElement } from "lit";

/**
 * An element that renders into the page itself: the page's style sheet reaches it, and what the server rendered
 * inside it (shown until the script is there) gives way.
 */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }
}
