import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { LightElement } from "../shell/light-element.ts";
import { onThemeChange } from "../shell/theme.ts";
import type { Figure } from "./figure.ts";
import { loadPlotly, type Plotly } from "./plotly.ts";
import { plotLayout } from "./theme.ts";

/** Rows of the table behind a plot; more are counted, not listed. */
const mostRows = 500;
const config = { displayModeBar: false, responsive: false };

/** What lines over time cannot show: a figure drawn by Plotly.js, with its table behind it. */
@customElement("plot-view")
export class PlotView extends LightElement {
  @property({ attribute: false }) figure: Figure | null = null;
  /** Pixels; a figure that needs more gets it. */
  @property({ type: Number }) height = 360;
  @property({ type: Boolean }) table = false;
  @state() private problem = "";
  @state() private isReady = false;
  @query(".plot") private readonly host!: HTMLElement;
  #plotly: Plotly | null = null;
  #stopTheme: () => void = () => {};
  readonly #resize = new ResizeObserver(() => this.#plotly && this.isReady && this.#plotly.Plots.resize(this.host));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopTheme = onThemeChange(() => void this.#draw());
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    this.#stopTheme();
    this.#resize.disconnect();
    this.#plotly?.purge(this.host);
    this.isReady = false;
    super.disconnectedCallback();
  }

  /** The plot as a picture (PNG). */
  async toPng(): Promise<Blob> {
    const { clientWidth: width, clientHeight: height } = this.host;
    const address = await (await loadPlotly()).toImage(this.host, { format: "png", width, height, scale: 2 });
    // The page's policy lets no request go to an address of data.
    const bytes = Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (character) => character.charCodeAt(0));
    return new Blob([bytes], { type: "image/png" });
  }

  protected override render(): TemplateResult {
    return html`<div class="plot" role="img" aria-label=${this.figure?.summary ?? "Plot"} ?hidden=${this.table}></div>
      ${this.problem ? html`<p class="message failed" role="alert"><span>${this.problem}</span>
        <button type="button" class="button" @click=${() => void this.#draw()}>Try again</button></p>` : nothing}
      ${this.isReady || this.problem ? nothing : html`<p class="message loading">Loading…</p>`}
      ${this.table && this.figure ? tableOf(this.figure) : nothing}`;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("figure") || changes.has("table")) void this.#draw();
  }

  async #draw(): Promise<void> {
    const { figure } = this;
    if (!figure || this.table) return;
    try {
      this.#plotly ??= await loadPlotly();
      if (!this.isConnected || figure !== this.figure) return;
      await this.#plotly.react(this.host, figure.traces, plotLayout(this.host, figure.x, figure.y, Math.max(figure.height, this.height)), config);
      [this.isReady, this.problem] = [true, ""];
    } catch (error) {
      this.problem = `The plot cannot be drawn: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

function tableOf({ table: { head, rows }, summary }: Figure): TemplateResult {
  return html`<div class="plot-table" tabindex="0"><table>
    <caption class="visually-hidden">${summary}</caption>
    <thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
    <tbody>${rows.slice(0, mostRows).map(([name, ...cells]) => html`<tr>
      <th scope="row">${name}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`)}</tbody>
  </table>${rows.length > mostRows ? html`<p class="faint">${mostRows} of ${rows.length} rows; the CSV has all.</p>` : nothing}</div>`;
}
