import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { serverClock } from "../../api/server-clock.ts";
import type { Machine } from "../../api/types.ts";
import { LightElement } from "../../shell/light-element.ts";
import { machineUrl } from "../../shell/machine-url.ts";
import { readParameter, writeParameter } from "../../shell/page-url.ts";
import { onThemeChange } from "../../shell/theme.ts";
import { valueOf } from "../../shell/value-of.ts";
import { facetOf, type Grouping } from "../facets.ts";
import { groupsOf } from "../fleet-list.ts";
import { segments } from "../fleet-toolbar.ts";
import { levelOf } from "../level.ts";
import { colourOf, scaleOf, themeInForce } from "./colour-scale.ts";
import { drawTiles, type Look } from "./heat-canvas.ts";
import { domainOf, figuresOfGpus, figuresOfMachines, type HeatFigure, type Tile } from "./heat-figures.ts";
import { heatLegend } from "./heat-legend.ts";
import { otherValues, tileName, tileValue } from "./heat-text.ts";
import { layoutTiles, tileAt, tileByKey, type Section, type TileLayout } from "./tile-layout.ts";

type Kind = "gpu" | "machine";

/** A tile a GPU or a machine, coloured by a figure. What is chosen here is in the page's address: `tile`, `figure`. */
@customElement("heat-map")
export class HeatMap extends LightElement {
  @property({ attribute: false }) clients: readonly Machine[] = [];
  @property({ attribute: false }) grouping: Grouping = null;
  @property({ type: Boolean }) stale = false;
  @state() private kind: Kind | null = kindOf(readParameter("tile"));
  @state() private figure: string | null = readParameter("figure");
  /** The tile that is pointed at, or that the keys are at; -1: none. */
  @state() private at = -1;
  @state() private size: readonly [width: number, height: number] = [0, 0];
  @state() private scale = scaleOf(themeInForce());
  #tiles: Tile[] = [];
  #sections: Section[] = [];
  #structure = "";
  #layout: TileLayout = layoutTiles([], 0, 0);
  #pointer: { x: number; y: number } | null = null;
  #stop: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onThemeChange(() => (this.scale = scaleOf(themeInForce())));
  }

  override disconnectedCallback(): void {
    this.#stop();
    this.#sizes.disconnect();
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    this.#sizes.observe(this.#stage);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("clients") || changed.has("grouping") || changed.has("kind")) this.#collect();
    const structure = JSON.stringify([this.#sections, this.size]);
    if (structure === this.#structure) return;
    this.#structure = structure;
    this.#layout = layoutTiles(this.#sections, ...this.size);
    this.at = Math.min(this.at, this.#tiles.length - 1);
  }

  protected override render(): TemplateResult {
    const figure = this.#chosen;
    const name = `Heat map of ${counted(this.#tiles.length, this.#kind)} by ${figure.title}; arrow keys move, Enter opens the machine`;
    return html`<div class="toolbar heat-toolbar">
        ${segments("A tile is", "tile", ["gpu", "machine"], { gpu: "GPUs", machine: "Machines" }, this.#kind, (kind) => this.#choose(kind, null))}
        <label class="choice">Coloured by <select @change=${(event: Event) => this.#choose(this.#kind, valueOf(event))}>
          ${this.#figures.map(({ id, title }) => html`<option value=${id} ?selected=${id === figure.id}>${title}</option>`)}
        </select></label>
        ${heatLegend(figure, this.scale, this.#domain)}
      </div>
      <div class="heat-stage" ?data-stale=${this.stale}>
        <canvas tabindex="0" role="application" aria-label=${name} aria-describedby="heat-status"
          @pointermove=${this.#point} @pointerleave=${this.#leave} @click=${this.#open} @keydown=${this.#onKey}
          @focus=${() => (this.at = Math.max(0, this.at))} @blur=${this.#leave}></canvas>
        ${this.#tip(figure)}
      </div>
      ${this.#tiles.length === 0 ? html`<p class="page-message">None of these machines reports a GPU.</p>` : nothing}
      <p id="heat-status" class="heat-status" role="status">${this.#status(figure)}</p>`;
  }

  protected override updated(): void {
    const figure = this.#chosen;
    const domain = this.#domain;
    const looks = this.#tiles.map((tile): Look => {
      const value = tile.client.online ? figure.value(tile) : null;
      if (value === null) return { colour: null, level: "normal" };
      return { colour: colourOf(this.scale, value, domain), level: figure.thresholds ? levelOf(value, figure.thresholds) : "normal" };
    });
    drawTiles(this.#canvas, this.size[0], this.#layout, looks, this.at);
    this.#placeTip();
  }

  /** GPUs, if there are any and nothing was chosen. */
  get #kind(): Kind {
    return this.kind ?? (this.clients.some(({ gpus }) => gpus.length > 0) ? "gpu" : "machine");
  }

  get #figures(): readonly HeatFigure[] {
    return this.#kind === "gpu" ? figuresOfGpus() : figuresOfMachines();
  }

  get #chosen(): HeatFigure {
    const figures = this.#figures;
    const usual = this.#kind === "gpu" ? "temperature" : "cpu";
    return figures.find(({ id }) => id === this.figure) ?? figures.find(({ id }) => id === usual)!;
  }

  get #domain(): [number, number] {
    const figure = this.#chosen;
    return domainOf(figure, this.#tiles.map(figure.value).filter((value) => value !== null));
  }

  #collect(): void {
    const groups = this.grouping === null ? [{ name: null, clients: this.clients }] : groupsOf(this.clients, facetOf(this.grouping));
    const tilesOf = (client: Machine): Tile[] =>
      this.#kind === "machine" ? [{ client, gpu: null }] : client.gpus.map((gpu) => ({ client, gpu }));
    this.#tiles = groups.flatMap(({ clients }) => clients.flatMap(tilesOf));
    this.#sections = groups.map(({ name, clients }) => ({ name, blocks: clients.map((client) => tilesOf(client).length).filter((count) => count > 0) }));
  }

  #choose(kind: Kind, figure: string | null): void {
    [this.kind, this.figure] = [kind, figure];
    writeParameter("tile", kind);
    writeParameter("figure", figure);
  }

  #status(figure: HeatFigure): string {
    const tile = this.#tiles[this.at];
    if (tile) return `${tileName(tile)}: ${tileValue(tile, figure, serverClock.now())}`;
    return counted(this.#tiles.length, this.#kind);
  }

  #tip(figure: HeatFigure): TemplateResult | typeof nothing {
    const tile = this.#tiles[this.at];
    if (!tile) return nothing;
    return html`<div class="heat-tip" aria-hidden="true"><b>${tileName(tile)}</b>
      <div>${tileValue(tile, figure, serverClock.now())}</div>
      ${otherValues(tile, this.#figures, figure).slice(0, 8).map((text) => html`<div class="faint">${text}</div>`)}</div>`;
  }

  /** Beside the tile, and within the stage. */
  #placeTip(): void {
    const tip = this.querySelector<HTMLElement>(".heat-tip");
    if (!tip) return;
    const { x, y, size } = this.#layout;
    const right = x[this.at]! + size + 8;
    const left = right + tip.offsetWidth > this.size[0] ? Math.max(0, x[this.at]! - tip.offsetWidth - 8) : right;
    tip.style.left = `${left}px`;
    tip.style.top = `${Math.max(0, Math.min(y[this.at]!, this.#stage.scrollTop + this.size[1] - tip.offsetHeight))}px`;
  }

  readonly #point = (event: PointerEvent): void => {
    this.#pointer = { x: event.offsetX, y: event.offsetY };
    const at = tileAt(this.#layout, event.offsetX, event.offsetY);
    // Between two tiles it is still the last one: no flicker on the way to the next.
    if (at >= 0) this.at = at;
  };

  readonly #leave = (): void => {
    this.#pointer = null;
    if (document.activeElement !== this.#canvas) this.at = -1;
  };

  readonly #open = (): void => {
    const at = this.#pointer ? tileAt(this.#layout, this.#pointer.x, this.#pointer.y) : this.at;
    const tile = this.#tiles[at];
    if (tile) location.assign(machineUrl(tile.client.id));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || this.#tiles.length === 0) return;
    this.#pointer = null;
    if (event.key === "Enter") return this.#open();
    const at = tileByKey(this.#layout, event.key, Math.max(0, this.at));
    if (at === undefined) return;
    event.preventDefault();
    this.at = at;
    const top = this.#layout.y[at]!;
    const stage = this.#stage;
    stage.scrollTop = Math.min(top, Math.max(stage.scrollTop, top + this.#layout.size - stage.clientHeight));
  };

  readonly #sizes = new ResizeObserver(() => (this.size = [this.#stage.clientWidth, this.#stage.clientHeight]));

  get #stage(): HTMLElement {
    return this.querySelector<HTMLElement>(".heat-stage")!;
  }

  get #canvas(): HTMLCanvasElement {
    return this.querySelector("canvas")!;
  }
}

function kindOf(text: string | null): Kind | null {
  return text === "gpu" || text === "machine" ? text : null;
}

function counted(count: number, kind: Kind): string {
  return `${count.toLocaleString("en")} ${kind === "gpu" ? "GPU" : "machine"}${count === 1 ? "" : "s"}`;
}
