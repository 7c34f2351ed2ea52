import { css, html } from 'lit';
import type { Client } from '../api/client.ts';
import type { ClipResult } from '../api/results.ts';
import type { Command } from '../drawing/commands.ts';
import { marksOf as beatMarksOf } from '../drawing/curve.ts';
import type { Measured, Subject } from '../drawing/subject.ts';
import * as tracing from '../drawing/tracing.ts';
import type { Tracing } from '../drawing/tracing.ts';
import { crossesItself } from '../geometry/outline.ts';
import { t } from '../i18n/language.ts';
import { efChange } from '../parts/efChange.ts';
import { PageElement } from '../parts/pageElement.ts';
import { phaseName, viewName } from '../parts/reasons.ts';
import { shared } from '../parts/styles.ts';
import { readStyles } from './readPage.css.ts';

/**
 * Corrects the model's outline on a frame of a study, and shows how the ejection fraction changes. Emits `corrected`
 * with whether the correction was kept.
 */
export class CorrectFrame extends PageElement {
  static override properties = {
    client: { attribute: false },
    result: { attribute: false },
    subject: { attribute: false },
    measures: { state: true },
    busy: { state: true },
  };

  static override styles = [
    shared,
    readStyles,
    css`
      .judgement p {
        margin: 0 0 0.5rem;
      }
    `,
  ];

  declare client: Client;
  declare result: ClipResult;
  declare subject: Subject;
  declare measures: Measured | undefined;
  declare busy: boolean;

  private drawn: Tracing = tracing.EMPTY;
  /** Volume of the outline with which the drawing began. */
  private first: number | undefined;
  private readonly leaving = (event: BeforeUnloadEvent) => {
    if (this.isChanged) event.preventDefault();
  };

  constructor() {
    super();
    this.busy = false;
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
    if (!changed.has('subject')) return;
    this.drawn = this.subject.start;
    this.measures = this.first = undefined;
  }

  override render() {
    const { result, subject: { frameIndex } } = this;
    const phase = phaseName(phaseOf(result, frameIndex));
    return html`
      <frame-editor .client=${this.client} .subject=${this.subject} .locked=${this.busy}
        @drawn=${(e: CustomEvent<Tracing>) => (this.drawn = e.detail)}
        @measured=${(e: CustomEvent<Measured>) => this.measured(e.detail)}
        @command=${(e: CustomEvent<Command>) => this.run(e.detail)}></frame-editor>
      <section class="side" aria-label=${t('correctOutline')}>
        <section class="about">
          <h1>${t('correctOutline')}</h1>
          <p class="quiet">${[viewName(result.view), t('frameNumber', { index: frameIndex + 1 }), phase]
            .filter((text) => text !== '').join(' · ')}</p>
        </section>
        <section class="figures">
          <h2>${t('measures')}</h2>
          <measures-card .own=${this.measures?.own} .model=${this.measures?.model}></measures-card>
        </section>
        <section class="judgement">
          <h2>${t('ejectionFraction')}</h2>
          <div aria-live="polite">${efChange(result, frameIndex, this.ownVolume)}</div>
          <p class="quiet small">${t('resultStays')}</p>
        </section>
        <section class="endings">
          <button class="primary wide" ?disabled=${this.busy} @click=${() => void this.keep()}>
            ${t('keepCorrection')} <kbd>↵</kbd></button>
          <button class="wide" ?disabled=${this.busy} @click=${() => this.cancel()}>${t('cancel')}</button>
        </section>
      </section>`;
  }

  private measured(measures: Measured): void {
    if (!this.measures) this.first = measures.own?.volume;
    this.measures = measures;
  }

  /** Volume of the person's outline; undefined while it is the model's. */
  private get ownVolume(): number | undefined {
    const volume = this.measures?.own?.volume;
    return volume === this.first ? undefined : volume;
  }

  private get isChanged(): boolean {
    return this.drawn !== this.subject.start;
  }

  private run(command: Command): void {
    if (command === 'submit') void this.keep();
  }

  private cancel(): void {
    if (!this.isChanged || confirm(t('discardDrawing'))) this.emit('corrected', false);
  }

  private async keep(): Promise<void> {
    if (this.busy) return;
    const { subject: { clipId, frameIndex, geometry }, drawn } = this;
    if (!tracing.isClosed(drawn)) return this.say(t('drawOutlineFirst'), 'bad');
    if (!this.isChanged) return this.say(t('changeOutlineFirst'), 'bad');
    if (crossesItself(tracing.outlineOf(drawn))) return this.say(t('crossesItself'), 'bad');
    this.busy = true;
    try {
      await this.client.correct(clipId, frameIndex, tracing.toDrawing(geometry, drawn));
      this.say(t('correctionKept'));
      this.emit('corrected', true);
    } catch (failure) {
      this.complain(failure);
    } finally {
      this.busy = false;
    }
  }
}

function phaseOf({ beats = [] }: ClipResult, frame: number) {
  const mark = beatMarksOf(beats).find((each) => each.frame === frame);
  if (!mark) return 'CARDIAC_PHASE_UNSPECIFIED';
  return mark.phase === 'ED' ? 'CARDIAC_PHASE_END_DIASTOLE' : 'CARDIAC_PHASE_END_SYSTOLE';
}

customElements.define('correct-frame', CorrectFrame);
