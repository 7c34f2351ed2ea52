import { css, html, nothing } from 'lit';
import type { Client } from '../api/client.ts';
import type { FrameOutline } from '../api/messages.ts';
import type { ClipResult } from '../api/results.ts';
import { Cine } from '../drawing/cine.ts';
import { type Curve, curveOf, frameCount, isMeasured } from '../drawing/curve.ts';
import { modelOutlines } from '../drawing/outlines.ts';
import { cleared, COLOURS, paintOutline } from '../drawing/paintFrame.ts';
import { fitted } from '../drawing/viewport.ts';
import { fittedFrame, toDisplay } from '../geometry/frame.ts';
import type { Outline } from '../geometry/outline.ts';
import { t } from '../i18n/language.ts';
import type { CineBar } from './cineBar.ts';
import { explain } from './explain.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';
import { frameWords } from './volumeCurve.ts';

/** A clip's cine with the model's outline, and its volume curve: both show the same frame. */
export class ClipCine extends PageElement {
  static override properties = {
    client: { attribute: false },
    result: { attribute: false },
    kept: { type: Number },
    corrected: { attribute: false },
    index: { state: true },
    shown: { state: true },
    failure: { state: true },
    outlineFailure: { state: true },
  };

  static override styles = [
    shared,
    css`
      .stage {
        position: relative;
        background: #000;
        border-radius: 8px 8px 0 0;
        aspect-ratio: 4 / 3;
        max-height: 26rem;
        width: 100%;
        overflow: hidden;
      }
      .stage:focus-visible {
        outline-offset: -3px;
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      .stage p {
        position: absolute;
        inset: auto 0 0;
        margin: 0;
        padding: 0.5rem 0.8rem;
        background: #14181dee;
        color: #dde3e9;
      }
      h3 {
        font-size: 0.9rem;
        margin: 1rem 0 0.3rem;
      }
      volume-curve + p {
        margin-top: 0.5rem;
      }
      output {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  declare client: Client;
  declare result: ClipResult;
  /** How many pictures are kept in memory. */
  declare kept: number;
  /** Outlines that people drew, by frame, in working pixels. */
  declare corrected: ReadonlyMap<number, Outline>;
  /** The frame that was asked for. */
  declare index: number;
  /** The picture on the screen and its frame. It stays until the next picture is loaded. */
  declare shown: { index: number; picture: ImageBitmap } | undefined;
  declare failure: unknown;
  declare outlineFailure: unknown;

  private clipId = '';
  private cine: Cine | undefined;
  private ahead: Promise<void> | undefined;
  private curve!: Curve;
  private outlines = new Map<number, FrameOutline>();
  private readonly resized = new ResizeObserver(() => this.paint());

  constructor() {
    super();
    this.index = 0;
    this.corrected = new Map();
    this.addEventListener('keydown', (event) => this.key(event));
  }

  override disconnectedCallback(): void {
    this.cine?.end();
    this.resized.disconnect();
    super.disconnectedCallback();
  }

  override firstUpdated(): void {
    this.resized.observe(this.stage);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('kept')) this.cine?.keep(this.kept);
    if (!changed.has('result')) return;
    this.curve = curveOf(this.result);
    // The same clip with a newer result keeps its frame.
    if (this.result.clipId !== this.clipId) this.open();
    else if (this.outlineFailure) void this.loadOutlines();
  }

  override updated(): void {
    this.paint();
  }

  override render() {
    const { result, curve } = this;
    const index = this.shownIndex;
    const failure = this.failure ?? this.outlineFailure;
    return html`
      <div class="stage" tabindex="0" role="group" aria-label=${t('cineLabel')}>
        <canvas aria-hidden="true"></canvas>
        ${failure ? html`<p role="alert">${explain(failure)}</p>` : nothing}
      </div>
      <cine-bar .index=${index} .count=${curve.times.length} .rateHz=${result.frameRateHz ?? 0}
        @frame=${(e: CustomEvent<number>) => this.frame(e)}></cine-bar>
      ${isMeasured(curve) ? this.volumes() : html`<p class="quiet small">${t('noCurve')}</p>`}`;
  }

  private volumes() {
    const { curve } = this;
    const index = this.shownIndex;
    return html`<div class="row between"><h3>${t('volumeCurve')}</h3>
        <output class="small">${frameWords(curve, index)}</output></div>
      <volume-curve .curve=${curve} .index=${index} @frame=${(e: CustomEvent<number>) => this.frame(e, true)}></volume-curve>
      <p class="quiet small">${t('curveLegend')} ${curve.unit === 'ml' ? nothing : t('noCalibration')}</p>`;
  }

  /** Curve, slider and words wait for the picture. */
  private get shownIndex(): number {
    return this.shown?.index ?? this.index;
  }

  private open(): void {
    const { clipId, beats = [] } = this.result;
    const cine = new Cine((index) => this.client.picture(clipId, index), frameCount(this.result), this.kept);
    this.cine?.end();
    [this.cine, this.clipId, this.outlines] = [cine, clipId, new Map()];
    this.shown = this.ahead = this.outlineFailure = undefined;
    void this.show(beats.find((beat) => beat.included)?.endDiastolicFrame ?? 0);
    void this.loadOutlines();
  }

  private async loadOutlines(): Promise<void> {
    const cine = this.cine;
    try {
      const outlines = await modelOutlines(this.client, this.clipId);
      if (cine !== this.cine) return;
      this.outlines = outlines;
      this.outlineFailure = undefined;
    } catch (failure) {
      if (cine === this.cine) this.outlineFailure = failure;
    }
    this.requestUpdate();
  }

  /** Shows the frame that the cine's controls or the curve ask for. The first time, it loads the others ahead. */
  private frame(event: CustomEvent<number>, stops = false): void {
    event.stopPropagation();
    if (stops) this.bar.stop();
    void this.show(event.detail);
    this.ahead ??= this.cine?.preload(0, Math.min(this.cine.count, this.kept) - 1, event.detail);
  }

  private async show(index: number): Promise<void> {
    const cine = this.cine;
    if (!cine || cine.count === 0) return;
    this.index = index;
    try {
      const picture = await cine.picture(index);
      if (cine !== this.cine || this.index !== index) return;
      this.shown = { index, picture };
      this.failure = undefined;
    } catch (failure) {
      if (cine !== this.cine || this.index !== index) return;
      this.bar.stop();
      this.failure = failure;
    }
  }

  /** Stops playing. Returns the frame that is shown, and the model's outline in working pixels. */
  stopped(): { frameIndex: number; outline: Outline } {
    this.bar.stop();
    const frameIndex = this.shownIndex;
    this.index = frameIndex;
    return { frameIndex, outline: this.outlines.get(frameIndex)?.points ?? [] };
  }

  private get bar(): CineBar {
    return this.renderRoot.querySelector<CineBar>('cine-bar')!;
  }

  private get stage(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.stage')!;
  }

  /** The keys of the picture and of the curve. Buttons and the slider of the cine have their own. */
  private key(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement;
    const action = this.actions[event.key];
    if (/^(BUTTON|INPUT)$/.test(target.tagName) || event.ctrlKey || event.altKey || event.metaKey || !action) return;
    event.preventDefault();
    action();
  }

  private readonly actions: Record<string, () => void> = {
    ' ': () => this.bar.toggle(),
    ArrowLeft: () => this.bar.step(-1),
    ArrowRight: () => this.bar.step(1),
    ArrowDown: () => this.bar.step(-1),
    ArrowUp: () => this.bar.step(1),
    Home: () => this.bar.scrub(0),
    End: () => this.bar.scrub(this.curve.times.length - 1),
  };

  private paint(): void {
    const { clientWidth: width, clientHeight: height } = this.stage;
    if (width === 0) return;
    const context = cleared(this.renderRoot.querySelector('canvas')!, width, height);
    if (!this.shown) return;
    const { picture, index } = this.shown;
    const view = fitted(picture.width, picture.height, width, height);
    context.drawImage(picture, view.left, view.top, picture.width * view.scale, picture.height * view.scale);
    const working = fittedFrame(picture.width, picture.height);
    const paint = (outline: Outline, colour: string) =>
      paintOutline(context, view, outline.map((p) => toDisplay(working, p)), colour, false);
    paint(this.outlines.get(index)?.points ?? [], COLOURS.model);
    paint(this.corrected.get(index) ?? [], COLOURS.own);
  }
}

customElements.define('clip-cine', ClipCine);
