import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Refused } from '../api/client.ts';
import type { ClipResult, Result, StudyResult, StudyResults } from '../api/results.ts';
import { MOST_KEPT } from '../drawing/cine.ts';
import type { Subject } from '../drawing/subject.ts';
import { number, t } from '../i18n/language.ts';
import type { Sentence } from '../i18n/sentences.ts';
import type { CorrectableCine } from '../parts/correctableCine.ts';
import { explain } from '../parts/explain.ts';
import { LoadedPage } from '../parts/loadedPage.ts';
import { viewName } from '../parts/reasons.ts';
import * as words from '../parts/resultWords.ts';
import { sentencesWords, sentenceWords } from '../parts/sentences.ts';
import { empty, failed, loading } from '../parts/states.ts';
import { shared } from '../parts/styles.ts';
import { studyPageStyles } from './studyPage.css.ts';

/** Time between two questions for results that are awaited, milliseconds. */
const POLL_MS = 2_000;

/** After so many questions without a result, the page stops asking. About five minutes. */
const MOST_POLLS = 150;

/** A study's ejection fraction, and the cine and the volume curve of each clip. */
export class StudyPage extends LoadedPage<StudyResults> {
  static override properties = {
    ...LoadedPage.properties,
    studyKey: {},
    includePoor: { state: true },
    polls: { state: true },
    correcting: { state: true },
  };

  static override styles = [shared, studyPageStyles];

  declare studyKey: string;
  /** Whether an ejection fraction of poor quality is shown. */
  declare includePoor: boolean;
  /** How often awaited results were asked for. */
  declare polls: number;
  /** The frame whose outline is being corrected, and the cine that shows it. */
  declare correcting: { result: ClipResult; subject: Subject; cine: CorrectableCine } | undefined;

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.includePoor = false;
    this.polls = 0;
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  /** A study without a result is one without clips here. */
  protected override async fetch(): Promise<StudyResults> {
    try {
      return await this.session.studies.study(this.studyKey, this.includePoor);
    } catch (failure) {
      if (failure instanceof Refused && failure.status === 404) return {};
      throw failure;
    }
  }

  protected override async load(): Promise<boolean> {
    clearTimeout(this.timer);
    const isNewest = await super.load();
    if (isNewest && this.isConnected) this.wait();
    return isNewest;
  }

  private wait(): void {
    if (this.missing.length === 0) this.session.uploads.awaited.delete(this.studyKey);
    else if (this.polls < MOST_POLLS) this.timer = setTimeout(() => this.poll(), POLL_MS);
  }

  private poll(): void {
    this.polls++;
    void this.load();
  }

  private again(): void {
    this.polls = 0;
    void this.load();
  }

  /** The clips that were uploaded and have no result yet. */
  private get missing(): readonly string[] {
    const known = new Set((this.data?.results ?? []).map((result) => result.clipId));
    return (this.session.uploads.awaited.get(this.studyKey) ?? []).filter((clipId) => !known.has(clipId));
  }

  override render() {
    if (!this.data) return this.failure ? failed(this.failure, () => this.again()) : loading();
    const { study, results = [] } = this.data;
    return html`${this.correcting ? this.editor(this.correcting) : nothing}
    <div class="page" ?hidden=${this.correcting !== undefined}>
      <div>
        <a href="#/studies">← ${t('toStudies')}</a>
        <h1>${t('studyTitle', { key: this.studyKey })}</h1>
      </div>
      <p class="notice"><strong>${t('researchOnly')}</strong> ${t('notADevice')}</p>
      ${this.failure ? this.complaint(explain(this.failure)) : this.progress()}
      ${study ? this.summary(study, results) : nothing}
      ${results.length > 0 ? html`<div class="clips">${results.map((result) =>
        keyed(result.clipId, this.clip(result, study, Math.floor(MOST_KEPT / results.length))))}</div>` : this.none()}
    </div>`;
  }

  private correct(result: ClipResult, event: CustomEvent<Subject>): void {
    this.correcting = { result, subject: event.detail, cine: event.currentTarget as CorrectableCine };
  }

  private editor({ result, subject }: { result: ClipResult; subject: Subject }) {
    return html`<correct-frame .client=${this.session.client} .result=${result} .subject=${subject}
      @corrected=${(e: CustomEvent<boolean>) => void this.corrected(e.detail)}></correct-frame>`;
  }

  /** Back to the study. The stored result has not changed, so it is not loaded again. */
  private async corrected(kept: boolean): Promise<void> {
    const cine = this.correcting?.cine;
    this.correcting = undefined;
    await this.updateComplete;
    cine?.resume(kept);
  }

  private progress() {
    const { length } = this.missing;
    if (length === 0) return nothing;
    if (this.polls < MOST_POLLS) return html`<p class="card" role="status">${t('analysing', { count: length })}</p>`;
    return this.complaint(t('analysisLate'));
  }

  private complaint(text: string) {
    return html`<p class="notice bad" role="alert">${text}
      <button @click=${() => this.again()}>${t('tryAgain')}</button></p>`;
  }

  private none() {
    if (this.missing.length > 0) return nothing;
    return empty(t('noStudyResult'), t('noStudyResultText'), html`<button @click=${() => this.again()}>${t('tryAgain')}</button>`);
  }

  private summary(study: StudyResult, clips: readonly ClipResult[]) {
    return html`<section class="card summary" aria-labelledby="result">
      <div class="main">
        <h2 id="result">${t('ejectionFraction')}</h2>
        ${this.headline(study)}
        <a class="button" target="_blank" rel="noopener"
          href=${this.session.studies.studyReport(this.studyKey, this.includePoor)}>${t('openReport')}</a>
      </div>
      <dl>${figures(study, clips).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      <div class="quality">
        <h2>${t('resultQuality')} ${words.gradeTag(study)}</h2>
        ${reasonList(words.reasonsOf(study))}
        ${study.methodReason ? html`<h3>${t('whyNotBiplane')}</h3><p class="small">${sentencesWords(study.methodReason, study.methodSentences)}</p>` : nothing}
      </div>
    </section>`;
  }

  private headline(study: StudyResult) {
    if (!words.isComputed(study)) {
      return html`<p class="none">${words.statusWords(study)}</p>
        ${study.statusReason ? html`<p class="small">${sentencesWords(study.statusReason, study.statusSentences)}</p>` : nothing}
        ${words.isWithheld(study) ? this.poorButton() : nothing}`;
    }
    const grades = words.severityWords(study);
    const expected = words.expectedWords(study);
    return html`<p class="ef">${number(study.ejectionFractionPercent!)} %</p>
      <p class="interval">${words.intervalWords(study)}</p>
      ${grades ? html`<p>${t('likelyGrades', { grades })}</p>` : nothing}
      ${expected ? html`<p class="small">${expected}</p>` : nothing}
      ${study.interval?.method ? html`<p class="small">${sentencesWords(study.interval.method, study.interval.methodSentences)}</p>` : nothing}
      ${poorWarning(study)}`;
  }

  private poorButton() {
    return html`<button @click=${() => this.showPoor()}>${t('showPoor')}</button>`;
  }

  private showPoor(): void {
    this.includePoor = true;
    void this.load();
  }

  /** @param kept how many pictures of the cine are kept in memory */
  private clip(result: ClipResult, study: StudyResult | undefined, kept: number) {
    const { remarks = [], beats = [] } = result;
    const used = study?.clipIds?.includes(result.clipId);
    const reasons = words.reasonsBesides(result, remarks);
    const isWithheldAlone = words.isWithheld(result) && !(study && words.isWithheld(study));
    return html`<article class="card clip">
      <div class="row between">
        <h2>${viewName(result.view)}</h2>
        <strong class="number">${words.efWords(result)}</strong>
      </div>
      <p class="row tags">${words.gradeTag(result)}
        ${used ? html`<span class="tag accent">${t('usedForStudy')}</span>` : nothing}</p>
      ${isWithheldAlone ? html`<p>${this.poorButton()}</p>` : poorWarning(result)}
      <correctable-cine .client=${this.session.client} .result=${result} .kept=${kept}
        .correctable=${this.session.may('clinician')}
        @correct=${(e: CustomEvent<Subject>) => this.correct(result, e)}></correctable-cine>
      <dl>
        ${[
          [t('view'), [viewName(result.view), words.viewSourceWords(result)].filter((text) => text !== '').join(', ')],
          ...volumes(result),
          [t('heartRate'), words.rateWords(result)],
          [t('beats'), t('beatsUsed', { used: beats.filter((beat) => beat.included).length, count: beats.length })],
        ].map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
      </dl>
      ${words.isComputed(result) || !result.statusReason ? nothing : html`<p class="small">${sentencesWords(result.statusReason, result.statusSentences)}</p>`}
      ${reasons.length > 0 || words.isSound(result) ? html`<h3>${t('resultQuality')}</h3>${reasonList(reasons)}` : nothing}
      ${remarks.length === 0 ? nothing : html`<h3>${t('remarks')}</h3>
        <ul class="list">${remarks.map((remark) => html`<li><strong>${words.remarkTitle(remark)}</strong>
          ${sentencesWords(remark.text ?? '', remark.sentences)}</li>`)}</ul>`}
      <a target="_blank" rel="noopener" href=${this.session.studies.clipReport(result.clipId)}>${t('openClipReport')}</a>
    </article>`;
  }
}

/** For a number that is shown although its quality is poor. */
const poorWarning = (result: Result) =>
  words.isComputed(result) && result.quality?.grade === 'QUALITY_GRADE_POOR'
    ? html`<p class="notice bad">${t('doNotRely')}</p>`
    : nothing;

const volumes = (result: Result): [string, string][] => [
  [t('endDiastolicVolume'), words.mlWords(result, result.endDiastolicVolumeMl)],
  [t('endSystolicVolume'), words.mlWords(result, result.endSystolicVolumeMl)],
];

/** The heart rate is measured on each clip, so it is that of the clips that the study's result is from. */
function figures(study: StudyResult, clips: readonly ClipResult[]): [string, string][] {
  const used = clips.filter((clip) => study.clipIds?.includes(clip.clipId));
  const name = (clip: ClipResult) => (used.length > 1 ? `${t('heartRate')}, ${viewName(clip.view)}` : t('heartRate'));
  return [
    [t('method'), words.methodWords(study)],
    ...volumes(study),
    ...used.map((clip): [string, string] => [name(clip), words.rateWords(clip)]),
  ];
}

const reasonList = (reasons: readonly Sentence[]) =>
  reasons.length === 0
    ? html`<p class="quiet small">${t('noCautions')}</p>`
    : html`<ul class="list">${reasons.map((reason) => html`<li>${sentenceWords(reason)}</li>`)}</ul>`;

customElements.define('study-page', StudyPage);
