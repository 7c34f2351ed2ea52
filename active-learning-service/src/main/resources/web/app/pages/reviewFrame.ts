import { html, nothing } from 'lit';
import type { Decision } from '../api/client.ts';
import type { Annotation, FrameEvent, FrameState, QueuedFrame } from '../api/messages.ts';
import type { Command } from '../drawing/commands.ts';
import { COLOURS } from '../drawing/paintFrame.ts';
import * as tracing from '../drawing/tracing.ts';
import type { Tracing } from '../drawing/tracing.ts';
import { crossesItself } from '../geometry/outline.ts';
import { measure } from '../geometry/volume.ts';
import type { Key } from '../i18n/en.ts';
import { number, t, time } from '../i18n/language.ts';
import type { Subject } from '../drawing/subject.ts';
import type { Coloured } from '../parts/frameThumbnail.ts';
import { PageElement } from '../parts/pageElement.ts';
import { phaseName, reasonList, viewName } from '../parts/reasons.ts';
import { empty, failed, loading } from '../parts/states.ts';
import { shared } from '../parts/styles.ts';
import type { Session } from '../session.ts';
import { reviewFrameStyles } from './reviewFrame.css.ts';
import { readerOutlines } from './reviewPage.ts';

/** A frame with the outlines of its readers, over each other and side by side; the reviewer chooses or draws. */
export class ReviewFrame extends PageElement {
  static override properties = {
    session: { attribute: false },
    frameId: {},
    state: {},
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
  declare state: FrameState;
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

  constructor() {
    super();
    this.events = [];
    this.concealed = new Set();
    this.missing = this.busy = false;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('frameId')) void this.load();
  }

  private async load(): Promise<void> {
    this.failure = this.subject = undefined;
    this.missing = false;
    try {
      this.frame = await this.find();
      this.missing = this.frame === undefined;
      if (this.frame) this.events = await this.session.client.events(this.frameId);
    } catch (failure) {
      this.failure = failure;
    }
  }

  private async find(): Promise<QueuedFrame | undefined> {
    const states: FrameState[] = ['FRAME_STATE_REVIEW', 'FRAME_STATE_OPEN', 'FRAME_STATE_DONE'];
    for (const state of [this.state, ...states.filter((s) => s !== this.state)]) {
      let token = '';
      do {
        const page = await this.session.client.frames(state, token);
        const found = (page.frames ?? []).find((f) => f.frameId === this.frameId);
        if (found) return found;
        token = page.nextPageToken ?? '';
      } while (token);
    }
    return undefined;
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
      <frame-editor .client=${this.session.client} .subject=${subject}
        @drawn=${(e: CustomEvent<Tracing>) => (this.drawn = e.detail)}
        @command=${(e: CustomEvent<Command>) => this.run(e.detail)}></frame-editor>
      <div class="foot row">
        <button class="plain" @click=${() => (this.subject = undefined)}>${t('cancel')}</button>
        <button class="primary" ?disabled=${this.busy} @click=${() => this.settleDrawn()}>${t('settleDrawn')} <kbd>↵</kbd></button>
      </div>
    </div>`;
  }

  private run(command: Command): void {
    if (command === 'submit') this.settleDrawn();
  }

  private shown(frame: QueuedFrame): Coloured[] {
    const readers = readerOutlines(frame).filter((_, i) => !this.concealed.has(frame.annotations[i].annotationId));
    const model = { points: frame.suggestedContour ?? [], colour: COLOURS.model, dotted: true };
    return this.concealed.has('model') ? readers : [model, ...readers];
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
    const readers = (frame.annotations ?? []).map((a, i) => this.reading(frame, a, COLOURS.readers[i % COLOURS.readers.length]));
    return html`<section class="card"><h2>${t('readings')}</h2>
      <ul class="readings">${readers}
        <li>
          ${this.swatch('model', COLOURS.model, t('model'))}
          <span class="quiet small">${this.volume(frame, frame.suggestedContour ?? [])}</span>
        </li>
      </ul></section>`;
  }

  private reading(frame: QueuedFrame, annotation: Annotation, colour: string) {
    const outlined = (annotation.contour ?? []).length >= 3;
    return html`<li>
      ${this.swatch(annotation.annotationId, colour, annotation.annotator)}
      <span class="quiet small">${outlined ? this.volume(frame, annotation.contour) : t('notAssessable')}
        ${this.qualityOf(annotation)}</span>
      <frame-thumbnail .client=${this.session.client} .clipId=${frame.clipId} .frameIndex=${frame.frameIndex ?? 0}
        .geometry=${frame.geometry} .outlines=${[{ points: annotation.contour ?? [], colour }]}></frame-thumbnail>
      ${frame.state === 'FRAME_STATE_REVIEW'
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

  private volume(frame: QueuedFrame, contour: Annotation['contour']): string {
    if (contour.length < 3) return t('noOutline');
    const m = measure(contour, undefined, frame.geometry.mmPerWorkingPixel);
    return `${number(m.volume, m.calibrated ? 1 : 0)} ${m.calibrated ? 'ml' : 'px³'}`;
  }

  private actions(frame: QueuedFrame) {
    const review = frame.state === 'FRAME_STATE_REVIEW';
    const done = frame.state === 'FRAME_STATE_DONE';
    return html`<section class="card row">
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

  private history() {
    if (this.events.length === 0) return nothing;
    return html`<section class="card"><h2>${t('history')}</h2>
      <ol class="events">${this.events.map((e) => html`<li>
        <span class="quiet small">${time(e.occurredAt)}</span>
        <span>${t(eventKey(e.kind))}${e.actor ? html` · ${e.actor}` : nothing}${e.note ? html`<br /><em>${e.note}</em>` : nothing}</span>
      </li>`)}</ol></section>`;
  }

  private draw(frame: QueuedFrame): void {
    const { clipId, geometry } = frame;
    const first = (frame.annotations ?? []).find((a) => (a.contour ?? []).length >= 3);
    const start = first?.drawing ? tracing.fromDrawing(geometry, first.drawing)
      : tracing.followWorking(geometry, first?.contour ?? frame.suggestedContour ?? []);
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
    this.busy = true;
    try {
      await call();
      this.say(t(done));
      await this.load();
    } catch (failure) {
      this.say((failure as Error).message, 'bad');
    } finally {
      this.busy = false;
    }
  }
}

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
};

const eventKey = (kind: string): Key => EVENTS[kind] ?? 'eventOther';

customElements.define('review-frame', ReviewFrame);
