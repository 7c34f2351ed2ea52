import { css, html } from 'lit';
import type { FrameGeometry } from '../api/messages.ts';
import { paintBand } from '../drawing/band.ts';
import { cleared, paintBrush, paintHandles, paintLine, paintMask, paintOutline, paintTracing, COLOURS } from '../drawing/paintFrame.ts';
import { begin, type Handle, type Stroke, type Tool } from '../drawing/stroke.ts';
import { EMPTY, type Tracing } from '../drawing/tracing.ts';
import { fitted, fromScreen, panned, type Viewport, zoomed } from '../drawing/viewport.ts';
import type { Outline } from '../geometry/outline.ts';
import { distance, midpoint, type Point } from '../geometry/point.ts';
import { PageElement } from './pageElement.ts';
import { t } from '../i18n/language.ts';
import { shared } from './styles.ts';

/** How near a mouse and a finger must come to a handle, screen pixels. */
const MOUSE_REACH = 10;
const TOUCH_REACH = 22;

/** Distance of the flags of marks from the outline, screen pixels. */
const FLAG_AWAY = 20;

/** The event `trace`: a drawing gesture goes on, or is done. */
export interface Traced {
  tracing: Tracing;
  done: boolean;
}

/** A picture with outlines, on which the reader draws with mouse, pen or fingers. Handles are shown if it is editable. */
export class TraceCanvas extends PageElement {
  static override properties = {
    picture: { attribute: false },
    geometry: { attribute: false },
    tracing: { attribute: false },
    model: { attribute: false },
    band: { attribute: false },
    editable: { type: Boolean },
    tool: {},
    brush: { type: Number },
    selected: { attribute: false },
    brightness: { type: Number },
    contrast: { type: Number },
  };

  static override styles = [
    shared,
    css`
      :host {
        position: relative;
        overflow: hidden;
        background: #000;
        touch-action: none;
        user-select: none;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        touch-action: none;
      }
      canvas.over:focus-visible {
        outline: 3px solid var(--accent);
        outline-offset: -3px;
      }
    `,
  ];

  declare picture: ImageBitmap | undefined;
  declare geometry: FrameGeometry;
  declare tracing: Tracing;
  declare model: Outline;
  /** Where the model is not sure of its outline. */
  declare band: OffscreenCanvas | undefined;
  declare editable: boolean;
  declare tool: Tool;
  declare brush: number;
  declare selected: Handle | undefined;
  declare brightness: number;
  declare contrast: number;

  private view: Viewport | undefined;
  private isFitted = true;
  private stroke: Stroke | undefined;
  private undrawn: Tracing = EMPTY;
  private hover: Point | undefined;
  private readonly touches = new Map<number, Point>();
  private readonly resized = new ResizeObserver(() => this.resize());

  constructor() {
    super();
    this.tracing = EMPTY;
    this.model = [];
    this.editable = true;
    this.tool = 'points';
    this.brush = 12;
    this.brightness = 1;
    this.contrast = 1;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    this.resized.disconnect();
    super.disconnectedCallback();
  }

  override render() {
    return html`<canvas class="under" aria-hidden="true"></canvas>
      <canvas class="over" tabindex="0" role="application" aria-label=${t('canvasLabel')}
        @pointerdown=${this.down} @pointermove=${this.moved} @pointerup=${this.up} @pointercancel=${this.up}
        @pointerleave=${this.left} @wheel=${this.wheel} @contextmenu=${(e: Event) => e.preventDefault()}></canvas>`;
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('geometry')) {
      // Another frame: a gesture on the one before ends here.
      this.stroke = undefined;
      this.touches.clear();
      this.fit();
    } else if (!this.view) this.resize();
    this.paint();
  }

  zoom(factor: number): void {
    this.zoomAt(factor, { x: this.clientWidth / 2, y: this.clientHeight / 2 });
  }

  fit(): void {
    this.isFitted = true;
    this.resize();
  }

  /** Moves the keyboard focus to the picture. */
  override focus(): void {
    this.over?.focus();
  }

  private get over(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector('.over');
  }

  private get leastScale(): number {
    return fitted(this.geometry.displayWidth, this.geometry.displayHeight, this.clientWidth, this.clientHeight).scale / 2;
  }

  private resize(): void {
    if (!this.geometry || this.clientWidth === 0) return;
    if (this.isFitted || !this.view) {
      this.view = fitted(this.geometry.displayWidth, this.geometry.displayHeight, this.clientWidth, this.clientHeight);
    }
    this.paint();
  }

  private paint(): void {
    const view = this.view;
    if (!view) return;
    const under = this.cleared('.under');
    if (this.picture) {
      under.canvas.style.filter = `brightness(${this.brightness}) contrast(${this.contrast})`;
      under.imageSmoothingQuality = 'high';
      const { displayWidth, displayHeight } = this.geometry;
      under.drawImage(this.picture, view.left, view.top, displayWidth * view.scale, displayHeight * view.scale);
    }
    const over = this.cleared('.over');
    if (this.band) paintBand(over, view, this.geometry, this.band);
    paintOutline(over, view, this.model, COLOURS.model, true);
    if (this.stroke?.mask) paintMask(over, view, this.stroke.mask);
    else paintTracing(over, view, this.tracing);
    if (!this.editable) return;
    if (this.stroke?.line) paintLine(over, view, this.stroke.line);
    const painting = this.tool === 'paint' || this.tool === 'erase';
    if (!painting) paintHandles(over, view, this.tracing, this.selected, FLAG_AWAY / view.scale);
    else if (this.hover) paintBrush(over, view, this.hover, this.brush);
  }

  private cleared(selector: string): CanvasRenderingContext2D {
    return cleared(this.renderRoot.querySelector<HTMLCanvasElement>(selector)!, this.clientWidth, this.clientHeight);
  }

  private screenPoint(event: MouseEvent): Point {
    const box = this.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private down(event: PointerEvent): void {
    if (!this.view) return;
    this.over?.focus({ preventScroll: true });
    this.over?.setPointerCapture(event.pointerId);
    const screen = this.screenPoint(event);
    this.touches.set(event.pointerId, screen);
    if (this.touches.size > 1) {
      // A second finger zooms; the line drawn by the first one is removed.
      if (this.stroke) this.emit<Traced>('trace', { tracing: this.undrawn, done: true });
      this.stroke = undefined;
      return;
    }
    if (!this.editable || event.button !== 0) return;
    const reach = (event.pointerType === 'touch' ? TOUCH_REACH : MOUSE_REACH) / this.view.scale;
    this.undrawn = this.tracing;
    const pen = { tool: this.tool, geometry: this.geometry, brush: this.brush, reach, away: FLAG_AWAY / this.view.scale };
    this.stroke = begin(pen, this.tracing, fromScreen(this.view, screen));
    this.emit<Handle | undefined>('select', this.stroke?.handle);
    this.paint();
  }

  private moved(event: PointerEvent): void {
    if (!this.view) return;
    const screen = this.screenPoint(event);
    const last = this.touches.get(event.pointerId);
    this.hover = fromScreen(this.view, screen);
    if (last && this.touches.size === 2) this.pinch(event.pointerId, last, screen);
    else if (last && this.stroke) {
      this.emit<Traced>('trace', { tracing: this.stroke.move(this.hover), done: false });
    } else if (last) this.pan(screen.x - last.x, screen.y - last.y);
    if (last) this.touches.set(event.pointerId, screen);
    this.paint();
  }

  private up(event: PointerEvent): void {
    this.touches.delete(event.pointerId);
    if (!this.stroke) return;
    const tracing = this.stroke.end();
    this.stroke = undefined;
    this.emit<Traced>('trace', { tracing, done: true });
    this.paint();
  }

  private left(): void {
    this.hover = undefined;
    this.paint();
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoomAt(Math.exp(-event.deltaY * 0.0015), this.screenPoint(event));
  }

  private pinch(moving: number, from: Point, to: Point): void {
    const [, other] = [...this.touches.entries()].find(([id]) => id !== moving)!;
    const [middleBefore, middle] = [midpoint(from, other), midpoint(to, other)];
    this.pan(middle.x - middleBefore.x, middle.y - middleBefore.y);
    this.zoomAt(distance(to, other) / Math.max(1, distance(from, other)), middle);
  }

  private pan(dx: number, dy: number): void {
    if (!this.view) return;
    this.isFitted = false;
    this.view = panned(this.view, dx, dy);
    this.paint();
  }

  private zoomAt(factor: number, centre: Point): void {
    if (!this.view) return;
    this.isFitted = false;
    this.view = zoomed(this.view, factor, centre, this.leastScale);
    this.paint();
  }
}

customElements.define('trace-canvas', TraceCanvas);
