import { css, html, nothing } from 'lit';
import { type Client, Refused } from '../api/client.ts';
import type { Annotation, Corrections, FrameGeometry } from '../api/messages.ts';
import type { ClipResult } from '../api/results.ts';
import { efWith, newestOfFrames, volumesOf } from '../drawing/correctedEf.ts';
import type { Subject } from '../drawing/subject.ts';
import { followWorking } from '../drawing/tracing.ts';
import type { Outline } from '../geometry/outline.ts';
import { t, time } from '../i18n/language.ts';
import type { ClipCine } from './clipCine.ts';
import { changeValues } from './efChange.ts';
import { explain } from './explain.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

/**
 * A clip's cine, and the corrections of its frames. Emits `correct` with what the editor works on, if the person wants
 * to correct the frame that is shown.
 */
export class CorrectableCine extends PageElement {
  static override properties = {
    client: { attribute: false },
    result: { attribute: false },
    kept: { type: Number },
    correctable: { type: Boolean },
    answer: { state: true },
    failure: { state: true },
  };

  static override styles = [
    shared,
    css`
      .correct {
        margin-top: 0.8rem;
      }
      h3 {
        font-size: 0.9rem;
        margin: 1rem 0 0.3rem;
      }
      p {
        margin: 0.3rem 0;
      }
      ul {
        margin: 0.3rem 0;
        padding-left: 1.1rem;
        font-size: 0.9rem;
      }
      li + li {
        margin-top: 0.3rem;
      }
      li {
        overflow-wrap: anywhere;
      }
    `,
  ];

  declare client: Client;
  declare result: ClipResult;
  /** How many pictures are kept in memory. */
  declare kept: number;
  /** Whether the person may correct outlines. */
  declare correctable: boolean;
  /** Undefined until it is loaded, and for a clip that is not stored any more. */
  declare answer: Corrections | undefined;
  declare failure: unknown;

  private clipId = '';

  constructor() {
    super();
    this.correctable = false;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('result') || this.result.clipId === this.clipId) return;
    this.clipId = this.result.clipId;
    this.answer = undefined;
    void this.load();
  }

  /** Loads the corrections again, if one was kept, and gives the focus back to the button. */
  resume(kept: boolean): void {
    if (kept) void this.load();
    this.renderRoot.querySelector<HTMLElement>('.correct')?.focus();
  }

  private async load(): Promise<void> {
    const { clipId } = this;
    this.failure = undefined;
    try {
      const answer = await this.client.corrections(clipId);
      if (clipId === this.clipId) this.answer = answer;
    } catch (failure) {
      const isGone = failure instanceof Refused && failure.status === 404;
      if (clipId === this.clipId && !isGone) this.failure = failure;
    }
  }

  override render() {
    const corrections = this.answer?.corrections ?? [];
    const outlines = new Map<number, Outline>();
    newestOfFrames(corrections).forEach(({ contour }, frame) => outlines.set(frame, contour ?? []));
    return html`<clip-cine .client=${this.client} .result=${this.result} .kept=${this.kept}
        .corrected=${outlines}></clip-cine>
      ${this.correctable && this.answer
        ? html`<button class="correct" @click=${() => this.correct()}>${t('correctOutline')}</button>` : nothing}
      ${this.failure ? html`<p class="notice bad" role="alert">${explain(this.failure)}
        <button @click=${() => void this.load()}>${t('tryAgain')}</button></p>` : nothing}
      ${corrections.length > 0 ? this.list(this.geometry!, corrections) : nothing}`;
  }

  /** Volumes are in the unit of the clip's result. */
  private get geometry(): FrameGeometry | undefined {
    return this.answer && { ...this.answer.geometry, mmPerWorkingPixel: this.result.mmPerWorkingPixel };
  }

  private list(geometry: FrameGeometry, corrections: readonly Annotation[]) {
    const newest = volumesOf(geometry, newestOfFrames(corrections).values());
    const together = newest.size > 1 ? efWith(this.result, newest) : undefined;
    return html`<h3>${t('corrections')}</h3>
      <p class="quiet small">${t('correctionsText')}</p>
      <ul class="corrections">${corrections.map((correction) => this.item(geometry, correction))}</ul>
      ${together ? html`<p><strong>${t('efWithCorrections', changeValues(together.clip))}</strong></p>` : nothing}`;
  }

  private item(geometry: FrameGeometry, correction: Annotation) {
    const { annotator, submittedAt, frameIndex } = correction;
    const change = efWith(this.result, volumesOf(geometry, [correction]));
    return html`<li>${t('correctionOf', { frame: (frameIndex ?? 0) + 1, name: annotator, time: time(submittedAt) })}
      ${change ? html`<br /><strong>${t('efWithCorrection', changeValues(change.clip))}</strong>` : nothing}</li>`;
  }

  private correct(): void {
    const geometry = this.geometry!;
    const { frameIndex, outline } = this.renderRoot.querySelector<ClipCine>('clip-cine')!.stopped();
    this.emit<Subject>('correct', {
      clipId: this.result.clipId,
      frameIndex,
      geometry,
      proposal: outline,
      start: followWorking(geometry, outline),
      alone: false,
    });
  }
}

customElements.define('correctable-cine', CorrectableCine);
