import { css, html } from 'lit';
import type { Client } from '../api/client.ts';
import type { FrameGeometry, Point } from '../api/messages.ts';
import { cleared, COLOURS, paintOutline } from '../drawing/paintFrame.ts';
import { fitted, type Viewport } from '../drawing/viewport.ts';
import { toDisplay, WORKING_SIDE } from '../geometry/frame.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

/** An outline with its colour. */
export interface ColouredOutline {
  readonly points: readonly Point[];
  readonly colour: string;
  readonly dotted?: boolean;
}

/** A small picture of a frame with outlines in working pixels. Without a geometry, only the outlines. */
export class FrameThumbnail extends PageElement {
  static override properties = {
    client: { attribute: false },
    clipId: {},
    frameIndex: { type: Number },
    geometry: { attribute: false },
    outline: { attribute: false },
    outlines: { attribute: false },
    bitmap: { state: true },
  };

  static override styles = [
    shared,
    css`
      :host {
        background: #000;
        border-radius: 8px;
        overflow: hidden;
        aspect-ratio: 1;
      }
      canvas {
        width: 100%;
        height: 100%;
        display: block;
      }
    `,
  ];

  declare client: Client;
  declare clipId: string;
  declare frameIndex: number;
  declare geometry: FrameGeometry | undefined;
  declare outline: readonly Point[];
  declare outlines: readonly ColouredOutline[];
  declare bitmap: ImageBitmap | undefined;

  private readonly resized = new ResizeObserver(() => this.paint());

  constructor() {
    super();
    this.outline = [];
    this.outlines = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    this.resized.disconnect();
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('clipId') || changed.has('frameIndex')) void this.load();
  }

  override render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  override updated(): void {
    this.paint();
  }

  private async load(): Promise<void> {
    if (!this.geometry) return;
    try {
      this.bitmap = await createImageBitmap(await this.client.picture(this.clipId, this.frameIndex));
    } catch {
      this.bitmap = undefined; // The outline alone is shown.
    }
  }

  private paint(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas || this.clientWidth === 0) return;
    const context = cleared(canvas, this.clientWidth, this.clientHeight);
    const g = this.geometry;
    if (g && this.classList.contains('large')) this.style.aspectRatio = `${g.displayWidth} / ${g.displayHeight}`;
    const [width, height] = g ? [g.displayWidth, g.displayHeight] : [WORKING_SIDE, WORKING_SIDE];
    const view: Viewport = fitted(width, height, this.clientWidth, this.clientHeight);
    if (this.bitmap) context.drawImage(this.bitmap, view.left, view.top, width * view.scale, height * view.scale);
    const all = this.outlines.length > 0 ? this.outlines : [{ points: this.outline, colour: COLOURS.own }];
    for (const o of all) {
      paintOutline(context, view, g ? o.points.map((p) => toDisplay(g, p)) : o.points, o.colour, o.dotted ?? false);
    }
  }
}

customElements.define('frame-thumbnail', FrameThumbnail);
