import { html, nothing } from 'lit';
import type { Client } from '../api/client.ts';
import type { FrameOutline } from '../api/messages.ts';
import { bandOf } from '../drawing/band.ts';
import { Cine, grayOf } from '../drawing/cine.ts';
import { type Command, commandOf } from '../drawing/commands.ts';
import * as editing from '../drawing/editing.ts';
import { History } from '../drawing/history.ts';
import { modelOutlines } from '../drawing/outlines.ts';
import type { Handle, Tool } from '../drawing/stroke.ts';
import type { Measured, Subject } from '../drawing/subject.ts';
import * as tracing from '../drawing/tracing.ts';
import type { Tracing } from '../drawing/tracing.ts';
import { toDisplay } from '../geometry/frame.ts';
import type { Outline } from '../geometry/outline.ts';
import { t } from '../i18n/language.ts';
import type { CineBar } from './cineBar.ts';
import { isDialogOpen } from './dialogElement.ts';
import { editorStyles } from './frameEditor.css.ts';
import { PageElement } from './pageElement.ts';
import { failed } from './states.ts';
import { shared } from './styles.ts';
import type { Traced, TraceCanvas } from './traceCanvas.ts';
import type { Setting } from './viewerSettings.ts';

/**
 * Draws an outline on a frame of a cine. Emits `drawn` with the tracing, `measured`, and `command` for keys that it does
 * not use.
 */
export class FrameEditor extends PageElement {
  static override properties = {
    client: { attribute: false },
    subject: { attribute: false },
    locked: { type: Boolean },
    concealed: { type: Boolean },
    index: { state: true },
    tool: { state: true },
    brush: { state: true },
    selected: { state: true },
    showsModel: { state: true },
    showsBand: { state: true },
    bands: { state: true },
    brightness: { state: true },
    contrast: { state: true },
    live: { state: true },
    picture: { state: true },
    pictureFailure: { state: true },
  };

  static override styles = [shared, editorStyles];

  declare client: Client;
  declare subject: Subject;
  /** Whether the outline cannot be changed. */
  declare locked: boolean;
  /** Whether the outline is not shown. */
  declare concealed: boolean;
  declare index: number;
  declare tool: Tool;
  declare brush: number;
  declare selected: Handle | undefined;
  declare showsModel: boolean;
  declare showsBand: boolean;
  /** Where the model is not sure of its outline, by frame. */
  declare bands: ReadonlyMap<number, OffscreenCanvas | undefined>;
  declare brightness: number;
  declare contrast: number;
  declare live: Tracing;
  declare picture: ImageBitmap | undefined;
  declare pictureFailure: unknown;

  private history = new History<Tracing>(tracing.EMPTY);
  private cine: Cine | undefined;
  private outlines = new Map<number, FrameOutline>();
  private readonly pressed = (event: KeyboardEvent) => this.key(event);
  private readonly clicked = (event: MouseEvent) => leaveControl(event);

  constructor() {
    super();
    this.tool = 'points';
    this.brush = 14;
    this.showsModel = true;
    this.showsBand = false;
    this.bands = new Map();
    this.brightness = this.contrast = 1;
    this.index = 0;
    this.locked = this.concealed = false;
    this.live = tracing.EMPTY;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.addEventListener('keydown', this.pressed);
    globalThis.addEventListener('click', this.clicked, { capture: true });
  }

  override disconnectedCallback(): void {
    globalThis.removeEventListener('keydown', this.pressed);
    globalThis.removeEventListener('click', this.clicked, { capture: true });
    this.cine?.end();
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('subject')) this.open();
    if (this.showsBand && !this.bands.has(this.index)) void this.loadBand(this.subject.clipId, this.index);
  }

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has('live') && !changed.has('showsModel') && !changed.has('subject')) return;
    const { geometry, proposal } = this.subject;
    this.emit<Measured>('measured', {
      own: editing.measuresOf(geometry, this.live),
      model: this.showsModel ? editing.measuresOfWorking(geometry, proposal) : undefined,
    });
  }

  override render() {
    const { frameIndex, geometry } = this.subject;
    const own = this.index === frameIndex;
    return html`
      <editor-toolbar .tool=${this.tool} .brush=${this.brush} .closed=${tracing.isClosed(this.live) && !this.locked}
        .canUndo=${this.history.canUndo} .canRedo=${this.history.canRedo} .showsModel=${this.showsModel} .showsBand=${this.showsBand}
        .hasModel=${this.outlines.size > 0 || this.subject.proposal.length >= 3}
        .hasBefore=${this.hasNeighbour(-1)} .hasAfter=${this.hasNeighbour(1)}
        .pointSelected=${this.selected?.kind === 'point'}
        @command=${(e: CustomEvent<Command>) => this.run(e, e.detail)}></editor-toolbar>
      <div class="stage">
        <trace-canvas .picture=${this.picture} .geometry=${geometry} .model=${this.modelOf(this.index)}
          .band=${this.showsBand ? this.bands.get(this.index) : undefined}
          .tracing=${own && !this.concealed ? this.live : tracing.EMPTY}
          .editable=${own && !this.locked} .tool=${this.tool} .brush=${this.brush} .selected=${this.selected}
          .brightness=${this.brightness} .contrast=${this.contrast}
          @trace=${(e: CustomEvent<Traced>) => this.traced(e.detail)}
          @select=${(e: CustomEvent<Handle | undefined>) => (this.selected = e.detail)}></trace-canvas>
        ${this.pictureFailure ? html`<div class="over">${failed(this.pictureFailure, () => void this.show(this.index))}</div>` : nothing}
        ${own ? this.hint() : html`<p class="hint">${t('notYourFrame', { own: frameIndex + 1 })}</p>`}
        <viewer-settings .brightness=${this.brightness} .contrast=${this.contrast} .brush=${this.brush}
          .painting=${this.tool === 'paint' || this.tool === 'erase'}
          @setting=${(e: CustomEvent<Setting>) => (this[e.detail.name] = e.detail.value)}></viewer-settings>
      </div>
      <cine-bar .index=${this.index} .own=${frameIndex} .count=${geometry.frameCount} .rateHz=${geometry.frameRateHz}
        @frame=${(e: CustomEvent<number>) => void this.show(e.detail)}></cine-bar>`;
  }

  private hint() {
    if (this.locked) return nothing;
    const points = this.live.control.length;
    if (points < 3) return html`<p class="hint">${t(points === 0 ? 'drawHint' : 'pointsHint')}</p>`;
    return this.live === this.subject.start ? html`<p class="hint">${t('pullHint')}</p>` : nothing;
  }

  /** The model's outline of a frame in display pixels, if it is shown. */
  private modelOf(index: number): Outline {
    if (!this.showsModel) return [];
    const working = index === this.subject.frameIndex ? this.subject.proposal : this.outlines.get(index)?.points;
    return (working ?? []).map((p) => toDisplay(this.subject.geometry, p));
  }

  private open(): void {
    const { clipId, frameIndex, geometry } = this.subject;
    this.history = new History(this.subject.start);
    this.live = this.subject.start;
    this.selected = this.picture = this.pictureFailure = undefined;
    this.bar?.stop();
    this.tool = 'points';
    this.brush = Math.round(Math.max(geometry.displayWidth, geometry.displayHeight) / 40);
    this.cine?.end();
    const cine = this.cine = new Cine((index) => this.client.picture(clipId, index), geometry.frameCount);
    this.outlines = new Map();
    this.bands = new Map();
    void this.show(frameIndex);
    if (this.subject.alone) return;
    void this.loadOutlines(clipId, cine);
  }

  private async loadOutlines(clipId: string, cine: Cine): Promise<void> {
    const outlines = await modelOutlines(this.client, clipId).catch(() => undefined); // The editor works without them.
    if (cine !== this.cine || !outlines) return;
    this.outlines = outlines;
    this.requestUpdate();
  }

  /** A band that cannot be loaded is not asked for again until it is turned on again. */
  private async loadBand(clipId: string, index: number): Promise<void> {
    this.bands = new Map(this.bands).set(index, undefined);
    const band = this.subject.alone ? undefined : await this.client.probability(clipId, index).then(bandOf).catch(() => undefined);
    if (clipId === this.subject.clipId) this.bands = new Map(this.bands).set(index, band);
  }

  private async show(index: number): Promise<void> {
    const cine = this.cine;
    if (!cine) return;
    const own = index === this.subject.frameIndex;
    this.index = index;
    // Another frame's picture stays until the next one is loaded, but never under the outline.
    this.picture = cine.loaded(index) ?? (own ? undefined : this.picture);
    try {
      const picture = await cine.picture(index);
      if (cine !== this.cine || this.index !== index) return;
      this.picture = picture;
      this.pictureFailure = undefined;
      if (own && this.bar) void cine.preload(this.bar.first, this.bar.last, index);
    } catch (failure) {
      if (cine === this.cine && this.index === index) this.pictureFailure = failure;
    }
  }

  /** Shows the reader's frame again. */
  private goHome(): void {
    this.bar?.stop();
    void this.show(this.subject.frameIndex);
  }

  private get bar(): CineBar | null {
    return this.renderRoot.querySelector<CineBar>('cine-bar');
  }

  private get canvas(): TraceCanvas {
    return this.renderRoot.querySelector<TraceCanvas>('trace-canvas')!;
  }

  private traced({ tracing: next, done }: Traced): void {
    if (this.locked) this.live = this.history.present;
    else if (done) this.commit(next);
    else this.live = next;
  }

  /** Makes a tracing the current one, as a step that can be undone. */
  private commit(next: Tracing): void {
    const before = this.history.present;
    this.history.commit(next);
    this.live = next;
    this.selected = editing.stillSelected(next, this.selected);
    this.requestUpdate(); // There is a step to undo, even if the tracing was shown before.
    if (next !== before) this.emit('drawn', next);
  }

  /** Replaces the current tracing. */
  replace(next: Tracing): void {
    this.selected = undefined;
    this.commit(next);
  }

  private hasNeighbour(direction: -1 | 1): boolean {
    return editing.neighbourIndex(this.subject, this.outlines, direction) !== undefined;
  }

  private neighbour(direction: -1 | 1): Tracing | undefined {
    return editing.neighbour(this.subject, this.outlines, direction);
  }

  private key(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'range') return;
    if (isDialogOpen()) return;
    const isControl = target.tagName !== 'CANVAS' && target !== document.body;
    if (isControl && /^(Enter| |Arrow.*|Home)$/.test(event.key)) {
      // A held Enter presses a button only once.
      if (event.key === 'Enter' && event.repeat) event.preventDefault();
      return;
    }
    if (this.selected && event.key.startsWith('Arrow') && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      const handle = this.selected;
      this.edit((now) => editing.nudged(now, handle, event.key, event.shiftKey ? 5 : 1));
      return;
    }
    const command = commandOf(event);
    if (command) this.run(event, command);
  }

  private run(event: Event, command: Command): void {
    if (command === 'help') return;
    const action = this.actions[command];
    event.stopPropagation();
    event.preventDefault();
    if (action) action();
    else if (event.type === 'keydown' && (command !== 'submit' || this.picture)) this.emit('command', command);
  }

  private edit(change: (now: Tracing) => Tracing | undefined): void {
    if (this.locked) return;
    if (this.index !== this.subject.frameIndex) return this.goHome();
    const next = change(this.live);
    if (next) this.commit(next);
  }

  private onPoint(change: (now: Tracing, index: number) => Tracing): void {
    const selected = this.selected;
    if (selected?.kind === 'point') this.edit((now) => change(now, selected.index));
  }

  private restep(moved: boolean): void {
    if (!moved) return;
    this.selected = undefined;
    this.live = this.history.present;
    this.emit('drawn', this.live);
  }

  private readonly actions: Partial<Record<Command, () => void>> = {
    points: () => (this.tool = 'points'),
    wall: () => (this.tool = 'wall'),
    paint: () => (this.tool = 'paint'),
    erase: () => (this.tool = 'erase'),
    pan: () => (this.tool = 'pan'),
    smaller: () => (this.brush = Math.max(3, this.brush * 0.8)),
    larger: () => (this.brush = Math.min(60, this.brush * 1.25)),
    play: () => this.bar?.toggle(),
    before: () => this.bar?.step(-1),
    after: () => this.bar?.step(1),
    home: () => this.goHome(),
    nextPoint: () => (this.selected = editing.nextPoint(this.live, this.selected, 1)),
    previousPoint: () => (this.selected = editing.nextPoint(this.live, this.selected, -1)),
    nextMark: () => (this.selected = editing.nextMark(this.live, this.selected)),
    insert: () =>
      this.onPoint((now, i) => {
        this.selected = { kind: 'point', index: i + 1 };
        return editing.insertedAfter(now, i);
      }),
    remove: () =>
      this.onPoint((now, i) => {
        this.selected = undefined;
        return tracing.removePoint(now, i);
      }),
    notSeen: () => this.onPoint((now, i) => tracing.toggleNotSeen(now, i)),
    deselect: () => (this.selected = undefined),
    model: () => (this.showsModel = !this.showsModel),
    band: () => {
      this.showsBand = !this.showsBand;
      this.bands = new Map([...this.bands].filter(([, band]) => band !== undefined));
    },
    copyModel: () => this.edit(() => {
      const { geometry, proposal } = this.subject;
      return proposal.length >= 3 ? tracing.followWorking(geometry, proposal) : undefined;
    }),
    copyBefore: () => this.edit(() => this.neighbour(-1)),
    copyAfter: () => this.edit(() => this.neighbour(1)),
    snap: () => this.edit((now) => {
      const { geometry } = this.subject;
      if (!this.picture) return undefined;
      return editing.snapped(geometry, now, grayOf(this.picture, geometry.displayWidth, geometry.displayHeight));
    }),
    clear: () => {
      this.selected = undefined;
      this.edit(() => tracing.EMPTY);
    },
    undo: () => this.restep(!this.locked && this.history.undo()),
    redo: () => this.restep(!this.locked && this.history.redo()),
    zoomIn: () => this.canvas.zoom(1.25),
    zoomOut: () => this.canvas.zoom(0.8),
    fit: () => this.canvas.fit(),
  };
}

/**
 * After a click with mouse, pen or finger, the keys belong to the picture again and do not press the button once more.
 * It is left before its action, so that a dialog which the button opens does not give the keys back to it.
 */
function leaveControl(event: MouseEvent): void {
  if (event.detail === 0) return; // Pressed with a key.
  const control = event.composedPath().find((e) => e instanceof HTMLButtonElement || isRange(e));
  (control as HTMLElement | undefined)?.blur();
}

const isRange = (target: EventTarget): boolean => target instanceof HTMLInputElement && target.type === 'range';

customElements.define('frame-editor', FrameEditor);
