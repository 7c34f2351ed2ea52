import { html, nothing } from 'lit';
import { type LeaseKey, NoAnswer, Refused } from '../api/client.ts';
import type { Draft, Lease, Quality, Verdict } from '../api/messages.ts';
import type { Command } from '../drawing/commands.ts';
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
  declare earlier: Draft | undefined;

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
    try {
      const known = this.session.lease?.task.taskId === this.taskId ? this.session.lease : undefined;
      this.session.lease = undefined;
      const lease = known ?? (await this.session.client.leases()).find((l) => l.task.taskId === this.taskId);
      if (lease) this.open(lease);
      else this.missing = true;
    } catch (failure) {
      this.failure = failure;
    }
  }

  private open(lease: Lease): void {
    const { task, draft } = lease;
    const proposal = task.suggestedContour ?? [];
    const drawing = this.session.drafts.unsent(task.taskId)?.drawing ?? draft?.drawing;
    const start = drawing ? tracing.fromDrawing(task.geometry, drawing) : tracing.followWorking(task.geometry, proposal);
    this.lease = lease;
    this.live = start;
    this.subject = { clipId: task.clipId, frameIndex: task.frameIndex ?? 0, geometry: task.geometry, proposal, start, alone: task.withoutProposal };
    this.heartbeat = new Heartbeat(() => this.extend(), lease.leaseExpiresAt);
    this.heartbeat.start();
    if (!drawing) void this.findEarlier(lease);
  }

  private async findEarlier({ task }: Lease): Promise<void> {
    const drafts = await this.session.client.drafts().catch(() => []);
    if (this.taskId !== task.taskId) return;
    const isThis = (d: Draft) => d.clipId === task.clipId && (d.frameIndex ?? 0) === (task.frameIndex ?? 0);
    this.earlier = drafts.find((d) => isThis(d) && d.drawing);
  }

  private useEarlier(drawing: Draft['drawing']): void {
    this.earlier = undefined;
    if (drawing) this.editor?.replace(tracing.fromDrawing(this.lease!.task.geometry, drawing));
  }

  private get key(): LeaseKey {
    return { taskId: this.lease!.task.taskId, leaseToken: this.lease!.leaseToken };
  }

  private async extend(): Promise<string | undefined> {
    try {
      return await this.session.client.extend(this.key);
    } catch (failure) {
      if (failure instanceof Refused) this.lost ||= failure.leaseLost;
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
      <frame-editor .client=${this.session.client} .subject=${this.subject} .locked=${notAssessable}
        @drawn=${(e: CustomEvent<Tracing>) => this.drawn(e.detail)} @measured=${(e: CustomEvent<Measured>) => (this.measures = e.detail)}
        @command=${(e: CustomEvent<Command>) => this.run(e.detail)}></frame-editor>
      <section class="side" aria-label=${t('aboutFrame')}>
        ${this.lost ? html`<p class="notice bad" role="alert">${t('leaseLost')}</p>` : nothing}
        ${this.earlier ? html`<p class="notice">${t('earlierDraft')}
          <button @click=${() => this.useEarlier(this.earlier?.drawing)}>${t('useEarlierDraft')}</button></p>` : nothing}
        ${this.about(this.lease)}
        <section class="figures">
          <h2>${t('measures')}</h2>
          <measures-card .own=${notAssessable ? undefined : this.measures?.own} .model=${this.measures?.model}></measures-card>
        </section>
        ${this.judgement(notAssessable)} ${this.endings()}
      </section>
      <skip-dialog @skip=${(e: CustomEvent<string>) => void this.skip(e.detail)}></skip-dialog>`;
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

  private endings() {
    return html`<section class="endings">
      <p class="small draft" role="status">${this.draftText()}</p>
      <button class="primary wide" ?disabled=${this.busy || this.lost} @click=${() => void this.submit()}>
        ${t('submitAndNext')} <kbd>↵</kbd></button>
      <div class="choices">
        <button @click=${() => this.run('skip')} ?disabled=${this.busy || this.lost}>${t('skip')} <kbd>S</kbd></button>
        <button @click=${() => this.run('release')} ?disabled=${this.busy || this.lost}>${t('release')} <kbd>L</kbd></button>
      </div>
    </section>`;
  }

  private draftText(): string {
    const state = this.session.draftState;
    return t(DRAFT_TEXTS[state]);
  }

  private drawn(next: Tracing): void {
    this.live = next;
    this.session.drafts.keep(this.key, tracing.toDrawing(this.lease!.task.geometry, next));
  }

  private run(command: Command): void {
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
    if (!lease || this.busy || this.lost) return;
    const outlined = this.verdict === 'ANNOTATION_VERDICT_OUTLINED';
    if (outlined && !tracing.isClosed(this.live)) return this.say(t('drawFirst'), 'bad');
    if (outlined && crossesItself(tracing.outlineOf(this.live))) return this.say(t('crossesItself'), 'bad');
    const drawing = outlined ? tracing.toDrawing(lease.task.geometry, this.live) : undefined;
    const timeSpent = `${(this.heartbeat?.secondsWorked() ?? 0).toFixed(1)}s`;
    await this.finish(async () => {
      await this.session.drafts.hold(this.taskId);
      const answer = await this.session.client.submit(this.key, {
        verdict: this.verdict,
        drawing,
        quality: this.quality,
        timeSpent,
      });
      if (drawing) remember(lease.task.clipId, lease.task.frameIndex ?? 0, drawing);
      const gold = answer.gold;
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
    await this.finish(async () => {
      await this.session.drafts.hold(this.taskId);
      await this.session.client.skip(this.key, reason);
      this.say(t('skipped'));
      return this.next(this.lease!.task.campaignId);
    });
  }

  private async release(): Promise<void> {
    await this.finish(async () => {
      await this.session.drafts.flush();
      await this.session.client.release(this.key);
      this.say(t('released'));
      return '#/queue';
    });
  }

  /** Ends the work on the frame. After a failure the drawing stays, and it can be tried again. */
  private async finish(end: () => Promise<string>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const place = await end();
      this.session.drafts.forget(this.taskId);
      location.hash = place;
    } catch (failure) {
      this.session.drafts.resume(this.taskId);
      if (failure instanceof Refused && failure.leaseLost) this.lost = true;
      this.say(failure instanceof NoAnswer ? t('noAnswerText') : (failure as Error).message, 'bad');
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('read-page', ReadPage);
