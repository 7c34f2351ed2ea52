import { html, nothing } from 'lit';
import { type LeaseKey, Refused } from '../api/client.ts';
import type { Drawing, Lease, Quality, Verdict } from '../api/messages.ts';
import type { Command } from '../drawing/commands.ts';
import type { LocalDraft } from '../drawing/draftStore.ts';
import { remember } from '../drawing/outlines.ts';
import * as tracing from '../drawing/tracing.ts';
import type { Tracing } from '../drawing/tracing.ts';
import { crossesItself } from '../geometry/outline.ts';
import { number, t } from '../i18n/language.ts';
import type { Measured, Subject } from '../drawing/subject.ts';
import type { FrameEditor } from '../parts/frameEditor.ts';
import { PageElement } from '../parts/pageElement.ts';
import { phaseName, reasonList, viewName } from '../parts/reasons.ts';
import type { SkipDialog } from '../parts/skipDialog.ts';
import { empty, failed, loading } from '../parts/states.ts';
import { shared } from '../parts/styles.ts';
import type { Session } from '../session.ts';
import { Heartbeat } from '../drawing/heartbeat.ts';
import { readStyles } from './readPage.css.ts';

const QUALITIES = [
  ['FRAME_QUALITY_GOOD', 'qualityGood', 'G'],
  ['FRAME_QUALITY_FAIR', 'qualityFair', 'F'],
  ['FRAME_QUALITY_POOR', 'qualityPoor', 'P'],
] as const;

const DRAFT_TEXTS = {
  stored: 'draftStored',
  waiting: 'draftWaiting',
  offline: 'draftOffline',
  lost: 'draftLost',
  refused: 'draftRefused',
} as const;

/** A leased frame: the editor, and what the reader says about the frame. */
export class ReadPage extends PageElement {
  static override properties = {
    session: { attribute: false },
    taskId: {},
    lease: { state: true },
    subject: { state: true },
    live: { state: true },
    quality: { state: true },
    verdict: { state: true },
    lost: { state: true },
    busy: { state: true },
    failure: { state: true },
    missing: { state: true },
    measures: { state: true },
    earlier: { state: true },
  };

  static override styles = [shared, readStyles];

  declare session: Session;
  declare taskId: string;
  declare lease: Lease | undefined;
  declare subject: Subject | undefined;
  declare live: Tracing;
  declare quality: Quality;
  declare verdict: Verdict;
  declare lost: boolean;
  declare busy: boolean;
  declare failure: unknown;
  declare missing: boolean;
  declare measures: Measured | undefined;
  /** A drawing of this frame from a lease that has ended. */
  declare earlier: Drawing | undefined;

  private heartbeat: Heartbeat | undefined;
  private readonly redrawn = () => this.requestUpdate();

  constructor() {
    super();
    this.live = tracing.EMPTY;
    this.quality = 'FRAME_QUALITY_UNSPECIFIED';
    this.verdict = 'ANNOTATION_VERDICT_OUTLINED';
    this.lost = this.busy = this.missing = false;
  }

  override disconnectedCallback(): void {
    this.heartbeat?.stop();
    this.session.removeEventListener('change', this.redrawn);
    void this.session.drafts.flush();
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('session')) this.session.addEventListener('change', this.redrawn);
    if (changed.has('taskId')) void this.load();
  }

  private async load(): Promise<void> {
    this.heartbeat?.stop();
    this.lease = this.subject = this.failure = this.measures = this.earlier = undefined;
    this.lost = this.busy = this.missing = false;
    this.quality = 'FRAME_QUALITY_UNSPECIFIED';
    this.verdict = 'ANNOTATION_VERDICT_OUTLINED';
    const { session, taskId } = this;
    // Read before the question below: once the service has stored it, it is gone here, and the answer may be older.
    const unsent = session.drafts.unsent(taskId);
    try {
      const known = session.lease?.task.taskId === taskId ? session.lease : undefined;
      session.lease = undefined;
      const lease = known ?? (await session.client.leases()).find((l) => l.task.taskId === taskId);
      if (taskId !== this.taskId || !this.isConnected) return;
      if (lease) this.open(lease, unsent);
      else this.missing = true;
    } catch (failure) {
      if (taskId === this.taskId) this.failure = failure;
    }
  }

  private open(lease: Lease, unsent: LocalDraft | undefined): void {
    const { task } = lease;
    const key = keyOf(lease);
    const proposal = task.suggestedContour ?? [];
    const { drawing, earlier } = drawingsOf(lease, unsent);
    const start = drawing ? tracing.fromDrawing(task.geometry, drawing) : tracing.followWorking(task.geometry, proposal);
    this.lease = lease;
    this.live = start;
    this.subject = { clipId: task.clipId, frameIndex: task.frameIndex ?? 0, geometry: task.geometry, proposal, start, alone: task.withoutProposal };
    this.earlier = earlier;
    this.heartbeat?.stop();
    this.heartbeat = new Heartbeat(() => this.extend(key), lease.leaseExpiresAt);
    this.heartbeat.start();
  }

  private useEarlier(drawing: Drawing): void {
    this.earlier = undefined;
    this.editor?.replace(tracing.fromDrawing(this.lease!.task.geometry, drawing));
  }

  /** Whether the page still shows this lease. */
  private shows(key: LeaseKey): boolean {
    return this.isConnected && this.lease?.leaseToken === key.leaseToken;
  }

  private async extend(key: LeaseKey): Promise<string | undefined> {
    try {
      return await this.session.client.extend(key);
    } catch (failure) {
      // A lease that is just being submitted cannot be extended, and is not lost.
      if (failure instanceof Refused && failure.leaseLost && this.shows(key) && !this.busy) this.lost = true;
      return undefined;
    }
  }

  private get editor(): FrameEditor | null {
    return this.renderRoot.querySelector<FrameEditor>('frame-editor');
  }

  override render() {
    if (this.failure) return failed(this.failure, () => void this.load());
    if (this.missing) {
      return empty(t('leaseGone'), t('leaseGoneText'), html`<a class="button" href="#/queue">${t('toQueue')}</a>`);
    }
    if (!this.lease || !this.subject) return loading();
    const notAssessable = this.verdict === 'ANNOTATION_VERDICT_NOT_ASSESSABLE';
    return html`
      <frame-editor .client=${this.session.client} .subject=${this.subject}
        .locked=${notAssessable || this.busy} .concealed=${notAssessable}
        @drawn=${(e: CustomEvent<Tracing>) => this.drawn(e.detail)} @measured=${(e: CustomEvent<Measured>) => (this.measures = e.detail)}
        @command=${(e: CustomEvent<Command>) => this.run(e.detail)}></frame-editor>
      <section class="side" aria-label=${t('aboutFrame')}>
        ${this.lost ? html`<p class="notice bad" role="alert">${t('leaseLost')}</p>` : nothing}
        ${this.earlier ? this.offer(this.earlier) : nothing} ${this.about(this.lease)}
        <section class="figures">
          <h2>${t('measures')}</h2>
          <measures-card .own=${notAssessable ? undefined : this.measures?.own} .model=${this.measures?.model}></measures-card>
        </section>
        ${this.judgement(notAssessable)} ${this.endings(this.lease)}
      </section>
      <skip-dialog @skip=${(e: CustomEvent<string>) => void this.skip(e.detail)}></skip-dialog>`;
  }

  private offer(earlier: Drawing) {
    return html`<p class="notice">${t('earlierDraft')}
      <button ?disabled=${this.busy} @click=${() => this.useEarlier(earlier)}>${t('useEarlierDraft')}</button></p>`;
  }

  private about({ task }: Lease) {
    return html`<section class="about">
      <h1>${viewName(task.view)}${phaseName(task.phase) ? html` · ${phaseName(task.phase)}` : nothing}</h1>
      ${task.withoutProposal ? html`<p class="tag warn">${t('withoutProposal')}</p>` : nothing}
      <h2 class="quiet small">${t('whyThisFrame')}</h2>
      ${reasonList(task.reasons ?? [])}
    </section>`;
  }

  private judgement(notAssessable: boolean) {
    return html`<section class="judgement">
      <h2 id="quality">${t('quality')}</h2>
      <div class="choices" role="group" aria-labelledby="quality">
        ${QUALITIES.map(([value, label, key]) =>
          html`<button aria-pressed=${this.quality === value ? 'true' : 'false'} ?disabled=${notAssessable}
            @click=${() => (this.quality = value)}>${t(label)} <kbd>${key}</kbd></button>`)}
      </div>
      <button class="wide" aria-pressed=${notAssessable ? 'true' : 'false'} @click=${() => this.run('notAssessable')}>
        ${t('notAssessable')} <kbd>X</kbd></button>
    </section>`;
  }

  private endings({ leaseToken }: Lease) {
    const state = this.session.draftStates.get(leaseToken);
    return html`<section class="endings">
      <p class="small draft" role="status">${state ? t(DRAFT_TEXTS[state]) : nothing}</p>
      <button class="primary wide" ?disabled=${this.busy} @click=${() => void this.submit()}>
        ${t('submitAndNext')} <kbd>↵</kbd></button>
      <div class="choices">
        <button @click=${() => this.run('skip')} ?disabled=${this.busy || this.lost}>${t('skip')} <kbd>S</kbd></button>
        <button @click=${() => this.run('release')} ?disabled=${this.busy || this.lost}>${t('release')} <kbd>L</kbd></button>
      </div>
    </section>`;
  }

  private drawn(next: Tracing): void {
    const lease = this.lease!;
    this.live = next;
    this.session.drafts.keep(keyOf(lease), tracing.toDrawing(lease.task.geometry, next));
  }

  private run(command: Command): void {
    if (this.busy) return;
    const outlined = this.verdict === 'ANNOTATION_VERDICT_OUTLINED';
    if (command === 'submit') void this.submit();
    else if (command === 'skip') this.renderRoot.querySelector<SkipDialog>('skip-dialog')!.open();
    else if (command === 'release') void this.release();
    else if (command === 'good') this.quality = 'FRAME_QUALITY_GOOD';
    else if (command === 'fair') this.quality = 'FRAME_QUALITY_FAIR';
    else if (command === 'poor') this.quality = 'FRAME_QUALITY_POOR';
    else if (command === 'notAssessable') {
      this.verdict = outlined ? 'ANNOTATION_VERDICT_NOT_ASSESSABLE' : 'ANNOTATION_VERDICT_OUTLINED';
    }
  }

  private async submit(): Promise<void> {
    const lease = this.lease;
    if (!lease || this.busy) return;
    const { verdict, quality, live } = this;
    const outlined = verdict === 'ANNOTATION_VERDICT_OUTLINED';
    if (outlined && !tracing.isClosed(live)) return this.say(t('drawFirst'), 'bad');
    if (outlined && crossesItself(tracing.outlineOf(live))) return this.say(t('crossesItself'), 'bad');
    const drawing = outlined ? tracing.toDrawing(lease.task.geometry, live) : undefined;
    const timeSpent = `${(this.heartbeat?.secondsWorked() ?? 0).toFixed(1)}s`;
    const { client, drafts } = this.session;
    const key = keyOf(lease);
    await this.finish(key, async () => {
      await drafts.hold(key.taskId);
      const { gold } = await client.submit(key, { verdict, drawing, quality, timeSpent });
      drafts.forget(key.taskId);
      if (drawing) remember(lease.task.clipId, lease.task.frameIndex ?? 0, drawing);
      this.say(gold ? t('submittedGold', { dice: number(gold.dice ?? 0, 2) }) : t('submitted'));
      return this.next(lease.task.campaignId);
    });
  }

  /** The next frame of the queue, or the queue if there is none. */
  private async next(campaignId: string): Promise<string> {
    try {
      this.session.lease = await this.session.client.leaseNext(campaignId);
    } catch {
      return '#/queue';
    }
    return this.session.lease ? `#/read/${this.session.lease.task.taskId}` : '#/queue';
  }

  private async skip(reason: string): Promise<void> {
    const { task } = this.lease!;
    await this.giveBack(async (key) => {
      await this.session.client.skip(key, reason);
      this.say(t('skipped'));
      return this.next(task.campaignId);
    });
  }

  private async release(): Promise<void> {
    await this.giveBack(async (key) => {
      await this.session.client.release(key);
      this.say(t('released'));
      return '#/queue';
    });
  }

  /** Gives the frame back. The service keeps the drawing, so it is sent before. */
  private async giveBack(call: (key: LeaseKey) => Promise<string>): Promise<void> {
    const key = keyOf(this.lease!);
    await this.finish(key, async () => {
      await this.session.drafts.flush();
      return call(key);
    });
  }

  /** Ends the work on the frame. After a failure the drawing stays, and it can be tried again. */
  private async finish(key: LeaseKey, end: () => Promise<string>): Promise<void> {
    if (this.busy) return;
    this.busy = true; // Until the next frame is opened.
    try {
      const place = await end();
      if (this.shows(key)) location.hash = place;
    } catch (failure) {
      this.session.drafts.resume(key.taskId);
      if (!this.shows(key)) return;
      this.complain(failure);
      this.lost ||= failure instanceof Refused && failure.leaseLost;
      this.busy = false;
    }
  }
}

const keyOf = ({ task, leaseToken }: Lease): LeaseKey => ({ taskId: task.taskId, leaseToken });

/** The drawing that this lease goes on with, and the one of an earlier lease that is offered to the reader. */
function drawingsOf({ task, leaseToken, draft }: Lease, unsent: LocalDraft | undefined): {
  drawing?: Drawing;
  earlier?: Drawing;
} {
  if (unsent?.leaseToken === leaseToken) return { drawing: unsent.drawing };
  if (draft && !draft.note) return { drawing: draft.drawing };
  // An earlier drawing may follow the model's outline, which this reader must not see.
  return task.withoutProposal ? {} : { earlier: unsent?.drawing ?? draft?.drawing };
}

customElements.define('read-page', ReadPage);
