import { html, nothing } from 'lit';
import { type Decision, Refused } from '../api/client.ts';
import type { Annotation, FrameEvent, QueuedFrame } from '../api/messages.ts';
import type { Command } from '../drawing/commands.ts';
import { measuresOfWorking } from '../drawing/editing.ts';
import { COLOURS } from '../drawing/paintFrame.ts';
import * as tracing from '../drawing/tracing.ts';
import type { Tracing } from '../drawing/tracing.ts';
import { crossesItself } from '../geometry/outline.ts';
import type { Measures } from '../geometry/volume.ts';
import type { Key } from '../i18n/en.ts';
import { number, t, time } from '../i18n/language.ts';
import type { Subject } from '../drawing/subject.ts';
import { type Coloured, correctionsOf, decisionsOf, importsOf, readingsOf } from '../parts/annotations.ts';
import type { ColouredOutline } from '../parts/frameThumbnail.ts';
import { PageElement } from '../parts/pageElement.ts';
import { phaseName, reasonList, viewName } from '../parts/reasons.ts';
import { noteWords } from '../parts/skipDialog.ts';
import { empty, failed, loading } from '../parts/states.ts';
import { shared } from '../parts/styles.ts';
import type { Session } from '../session.ts';
import { reviewFrameStyles } from './reviewFrame.css.ts';

/** A frame with the outlines of its readers, over each other and side by side; the reviewer chooses or draws. */
export class ReviewFrame extends PageElement {
  static override properties = {
    session: { attribute: false },
    frameId: {},
    frame: { state: true },
    events: { state: true },
    failure: { state: true },
    missing: { state: true },
    concealed: { state: true },
    subject: { state: true },
    busy: { state: true },
  };

  static override styles = [shared, reviewFrameStyles];

  declare session: Session;
  declare frameId: string;
  declare frame: QueuedFrame | undefined;
  declare events: FrameEvent[];
  declare failure: unknown;
  declare missing: boolean;
  /** Annotations whose outlines are not shown in the large picture. */
  declare concealed: ReadonlySet<string>;
  /** What the editor works on, while the reviewer draws. */
  declare subject: Subject | undefined;
  declare busy: boolean;

  private drawn: Tracing = tracing.EMPTY;
  private readonly leaving = (event: BeforeUnloadEvent) => {
    if (this.isChanged) event.preventDefault();
  };

  constructor() {
    super();
    this.events = [];
    this.concealed = new Set();
    this.missing = this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.addEventListener('beforeunload', this.leaving);
  }

  override disconnectedCallback(): void {
    globalThis.removeEventListener('beforeunload', this.leaving);
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('frameId')) void this.load();
  }

  private async load(): Promise<void> {
    const { frameId, session } = this;
    this.failure = this.subject = undefined;
    this.missing = false;
    if (this.frame?.frameId !== frameId) this.frame = undefined;
    try {
      const [frame, events] = await Promise.all([session.client.frame(frameId), session.client.events(frameId)]);
      if (frameId !== this.frameId) return;
      [this.frame, this.events] = [frame, events];
      this.missing = frame === undefined;
    } catch (failure) {
      if (frameId !== this.frameId) return;
      if (failure instanceof Refused && failure.status === 404) this.missing = true;
      else this.failure = failure;
    }
  }

  override render() {
    if (this.failure) return failed(this.failure, () => void this.load());
    if (this.missing) return empty(t('frameGone'), '', html`<a class="button" href="#/review">${t('toReview')}</a>`);
    const frame = this.frame;
    if (!frame) return loading();
    if (this.subject) return this.editor(this.subject);
    return html`<div class="page">
      <div class="row between head">
        <div>
          <a href="#/review">← ${t('toReview')}</a>
          <h1>${viewName(frame.view)}${phaseName(frame.phase) ? ` · ${phaseName(frame.phase)}` : ''}
            ${frame.gold ? html`<span class="tag warn">${t('gold')}</span>` : nothing}</h1>
          ${reasonList(frame.reasons ?? [])}
        </div>
        ${this.agreement(frame)}
      </div>
      <div class="columns">
        <frame-thumbnail class="large" .client=${this.session.client} .clipId=${frame.clipId}
          .frameIndex=${frame.frameIndex ?? 0} .geometry=${frame.geometry} .outlines=${this.shown(frame)}></frame-thumbnail>
        <div class="stack">${this.readings(frame)} ${this.actions(frame)} ${this.history()}</div>
      </div>
    </div>`;
  }

  private editor(subject: Subject) {
    return html`<div class="drawing">
      <frame-editor .client=${this.session.client} .subject=${subject} .locked=${this.busy}
        @drawn=${(e: CustomEvent<Tracing>) => (this.drawn = e.detail)}
        @command=${(e: CustomEvent<Command>) => this.run(e.detail)}></frame-editor>
      <div class="foot row">
        <button class="plain" ?disabled=${this.busy} @click=${() => this.cancel()}>${t('cancel')}</button>
        <button class="primary" ?disabled=${this.busy} @click=${() => this.settleDrawn()}>${t('settleDrawn')} <kbd>↵</kbd></button>
      </div>
    </div>`;
  }

  private run(command: Command): void {
    if (command === 'submit') this.settleDrawn();
  }

  /** Whether there is a drawing of the reviewer. It is kept nowhere until the frame is settled with it. */
  private get isChanged(): boolean {
    return this.subject !== undefined && this.drawn !== this.subject.start;
  }

  /** Back to the readers' outlines. */
  private cancel(): void {
    if (!this.isChanged || confirm(t('discardDrawing'))) this.subject = undefined;
  }

  private shown(frame: QueuedFrame): ColouredOutline[] {
    const drawn = [...readingsOf(frame), ...correctionsOf(frame), ...importsOf(frame), ...decisionsOf(frame)]
      .filter(({ annotation }) => !this.concealed.has(annotation.annotationId))
      .map(({ annotation, colour }) => ({ points: annotation.contour ?? [], colour }));
    const model = { points: frame.suggestedContour ?? [], colour: COLOURS.model, dotted: true };
    return this.concealed.has('model') ? drawn : [model, ...drawn];
  }

  private agreement({ agreement }: QueuedFrame) {
    if (!agreement) return nothing;
    return html`<dl class="agreement">
      <div><dt>${t('meanDice')}</dt><dd>${number(agreement.dice ?? 0, 2)}</dd></div>
      ${agreement.meanDistanceMm === undefined ? nothing
        : html`<div><dt>${t('meanDistance')}</dt><dd>${number(agreement.meanDistanceMm, 1)} mm</dd></div>`}
    </dl>`;
  }

  private readings(frame: QueuedFrame) {
    return html`<section class="card"><h2>${t('readings')}</h2>
      <ul class="readings">
        ${readingsOf(frame).map((r) => this.reading(frame, r, r.annotation.annotator))}
        ${correctionsOf(frame).map((c) => this.reading(frame, c, t('correctionBy', { name: c.annotation.annotator })))}
        ${importsOf(frame).map((i) => this.reading(frame, i, t('importedBy', { name: i.annotation.annotator })))}
        ${decisionsOf(frame).map((d) => this.reading(frame, d, t('decisionBy', { name: d.annotation.annotator })))}
        <li>
          ${this.swatch('model', COLOURS.model, t('model'))}
          <span class="quiet small">${volume(measuresOfWorking(frame.geometry, frame.suggestedContour ?? []))}</span>
        </li>
      </ul></section>`;
  }

  private reading(frame: QueuedFrame, { annotation, colour }: Coloured, name: string) {
    const { contour = [], drawing } = annotation;
    const measures = measuresOfWorking(frame.geometry, contour, tracing.marksOfDrawing(drawing));
    return html`<li>
      ${this.swatch(annotation.annotationId, colour, name)}
      <span class="quiet small">${measures ? volume(measures) : t('notAssessable')}
        ${this.qualityOf(annotation)}</span>
      <frame-thumbnail .client=${this.session.client} .clipId=${frame.clipId} .frameIndex=${frame.frameIndex ?? 0}
        .geometry=${frame.geometry} .outlines=${[{ points: contour, colour }]}></frame-thumbnail>
      ${isToReview(frame)
        ? html`<button ?disabled=${this.busy}
            @click=${() => void this.settle({ annotationId: annotation.annotationId })}>${t('choose')}</button>`
        : nothing}
    </li>`;
  }

  private qualityOf({ quality }: Annotation): string {
    const names = { FRAME_QUALITY_GOOD: 'qualityGood', FRAME_QUALITY_FAIR: 'qualityFair', FRAME_QUALITY_POOR: 'qualityPoor' } as const;
    return quality in names ? `· ${t(names[quality as keyof typeof names])}` : '';
  }

  private swatch(id: string, colour: string, name: string) {
    const shown = !this.concealed.has(id);
    return html`<label class="swatch"><input type="checkbox" .checked=${shown} @change=${() => this.toggle(id)} />
      <svg width="22" height="6" aria-hidden="true"><rect width="22" height="6" rx="3" fill=${colour}></rect></svg>${name}</label>`;
  }

  private toggle(id: string): void {
    const next = new Set(this.concealed);
    if (!next.delete(id)) next.add(id);
    this.concealed = next;
  }

  private actions(frame: QueuedFrame) {
    const review = isToReview(frame);
    const done = frame.state === 'FRAME_STATE_DONE';
    return html`<section class="card row">
      ${frame.correctionPending ? this.pending(frame) : nothing}
      ${review || done ? html`<button class=${review ? 'primary' : ''} @click=${() => this.draw(frame)}>${t('drawYourself')}</button>
        <button ?disabled=${this.busy}
          @click=${() => void this.settle({ verdict: 'ANNOTATION_VERDICT_NOT_ASSESSABLE' })}>${t('notAssessable')}</button>` : nothing}
      ${done && (frame.contour ?? []).length >= 3
        ? html`<button aria-pressed=${frame.gold ? 'true' : 'false'} ?disabled=${this.busy}
          @click=${() => void this.act(() => this.session.client.markGold(frame.frameId, !frame.gold), 'goldChanged')}>${t('markGold')}</button>` : nothing}
      ${review || done ? html`<form class="row reopen" @submit=${this.reopen}>
        <input name="reason" required maxlength="200" aria-label=${t('reopenReason')} placeholder=${t('reopenReason')} />
        <button ?disabled=${this.busy}>${t('reopen')}</button></form>` : html`<p class="quiet">${t('stillOpen')}</p>`}
    </section>`;
  }

  private pending(frame: QueuedFrame) {
    return html`<p class="notice">${t('correctionPending')}
      <button ?disabled=${this.busy} @click=${() => void this.settle(resultOf(frame))}>${t('keepResult')}</button></p>`;
  }

  private history() {
    if (this.events.length === 0) return nothing;
    return html`<section class="card"><h2>${t('history')}</h2>
      <ol class="events">${this.events.map((e) => html`<li>
        <span class="quiet small">${time(e.occurredAt)}</span>
        <span>${t(eventKey(e.kind))}${e.actor ? html` · ${e.actor}` : nothing}${e.note ? html`<br /><em>${noteWords(e.note)}</em>` : nothing}</span>
      </li>`)}</ol></section>`;
  }

  private draw(frame: QueuedFrame): void {
    const { clipId, geometry } = frame;
    const first = (frame.annotations ?? []).find((a) => (a.contour ?? []).length >= 3);
    // The service sends the outline beside the drawing, not in it.
    const start = tracing.fromDrawing(geometry, { ...first?.drawing, contour: first?.contour ?? frame.suggestedContour ?? [] });
    this.drawn = start;
    this.subject = { clipId, frameIndex: frame.frameIndex ?? 0, geometry, proposal: frame.suggestedContour ?? [], start, alone: false };
  }

  private settleDrawn(): void {
    if (!tracing.isClosed(this.drawn)) return this.say(t('drawFirst'), 'bad');
    if (crossesItself(tracing.outlineOf(this.drawn))) return this.say(t('crossesItself'), 'bad');
    void this.settle({ verdict: 'ANNOTATION_VERDICT_OUTLINED', drawing: tracing.toDrawing(this.frame!.geometry, this.drawn) });
  }

  private settle(decision: Partial<Decision>): Promise<void> {
    return this.act(() => this.session.client.settle(this.frameId, decision), 'settled');
  }

  private reopen(event: SubmitEvent): void {
    event.preventDefault();
    const reason = String(new FormData(event.target as HTMLFormElement).get('reason')).trim();
    if (reason) void this.act(() => this.session.client.reopen(this.frameId, reason), 'reopened');
  }

  private async act(call: () => Promise<unknown>, done: Key): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await call();
      this.say(t(done));
      await this.load();
    } catch (failure) {
      this.complain(failure);
    } finally {
      this.busy = false;
    }
  }
}

/** Whether a reviewer must decide. */
const isToReview = (frame: QueuedFrame): boolean =>
  frame.state === 'FRAME_STATE_REVIEW' || frame.correctionPending === true;

/** The decision that the result of a frame stays. */
const resultOf = ({ verdict, contour = [] }: QueuedFrame): Partial<Decision> =>
  verdict === 'ANNOTATION_VERDICT_OUTLINED'
    ? { verdict, drawing: { contour, controlPoints: [], annulus: [] } }
    : { verdict };

const volume = (m: Measures | undefined): string =>
  m ? `${number(m.volume, m.calibrated ? 1 : 0)} ${m.calibrated ? 'ml' : 'px³'}` : t('noOutline');

const EVENTS: Record<string, Key> = {
  FRAME_EVENT_KIND_LEASED: 'eventLeased',
  FRAME_EVENT_KIND_RELEASED: 'eventReleased',
  FRAME_EVENT_KIND_EXPIRED: 'eventExpired',
  FRAME_EVENT_KIND_SKIPPED: 'eventSkipped',
  FRAME_EVENT_KIND_SUBMITTED: 'eventSubmitted',
  FRAME_EVENT_KIND_AGREED: 'eventAgreed',
  FRAME_EVENT_KIND_DISAGREED: 'eventDisagreed',
  FRAME_EVENT_KIND_SETTLED: 'eventSettled',
  FRAME_EVENT_KIND_REOPENED: 'eventReopened',
  FRAME_EVENT_KIND_GOLD: 'eventGold',
  FRAME_EVENT_KIND_SET_ASIDE: 'eventSetAside',
  FRAME_EVENT_KIND_CORRECTED: 'eventCorrected',
  FRAME_EVENT_KIND_IMPORTED: 'eventImported',
};

const eventKey = (kind: string): Key => EVENTS[kind] ?? 'eventOther';

customElements.define('review-frame', ReviewFrame);
