import { css, html, nothing } from 'lit';
import type { FrameState, QueuedFrame } from '../api/messages.ts';
import { COLOURS } from '../drawing/paintFrame.ts';
import { number, t } from '../i18n/language.ts';
import { correctionsOf, readingsOf } from '../parts/annotations.ts';
import { PageElement } from '../parts/pageElement.ts';
import { phaseName, viewName } from '../parts/reasons.ts';
import { empty, failed, loading } from '../parts/states.ts';
import { shared } from '../parts/styles.ts';
import type { Session } from '../session.ts';

const STATES = [
  ['FRAME_STATE_REVIEW', 'frameReview'],
  ['FRAME_STATE_OPEN', 'frameOpen'],
  ['FRAME_STATE_DONE', 'frameDone'],
] as const;

/** The frames on which readers disagree, and those with a result. */
export class ReviewPage extends PageElement {
  static override properties = {
    session: { attribute: false },
    state: {},
    frames: { state: true },
    nextToken: { state: true },
    failure: { state: true },
  };

  static override styles = [
    shared,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
        gap: 1rem;
      }
      a.frame {
        color: inherit;
        text-decoration: none;
        padding: 0;
        overflow: hidden;
        display: block;
      }
      a.frame:hover {
        border-color: var(--accent);
      }
      a.frame .text {
        padding: 0.75rem 0.9rem 0.9rem;
      }
      frame-thumbnail {
        border-radius: 0;
      }
      .head {
        margin-bottom: 1.2rem;
      }
      .more {
        margin-top: 1.25rem;
        text-align: center;
      }
    `,
  ];

  declare session: Session;
  declare state: FrameState;
  declare frames: QueuedFrame[] | undefined;
  declare nextToken: string;
  declare failure: unknown;

  constructor() {
    super();
    this.state = 'FRAME_STATE_REVIEW';
    this.nextToken = '';
  }

  override firstUpdated(): void {
    void this.load(this.state);
  }

  private async load(state: FrameState, token = ''): Promise<void> {
    this.state = state;
    this.failure = undefined;
    if (!token) this.frames = undefined;
    try {
      const page = await this.session.client.frames(state, token);
      // Another state was chosen in the meantime, or this page is already shown.
      if (state !== this.state || (token && token !== this.nextToken)) return;
      this.frames = [...(token ? this.frames ?? [] : []), ...(page.frames ?? [])];
      this.nextToken = page.nextPageToken ?? '';
    } catch (failure) {
      if (state === this.state) this.failure = failure;
    }
  }

  override render() {
    return html`<div class="page">
      <div class="row between head">
        <div><h1>${t('review')}</h1><p class="quiet">${t('reviewText')}</p></div>
        <div class="row" role="group" aria-label=${t('frameState')}>
          ${STATES.map(([state, key]) => html`<button aria-pressed=${this.state === state ? 'true' : 'false'}
            @click=${() => void this.load(state)}>${t(key)}</button>`)}
        </div>
      </div>
      ${this.content()}
    </div>`;
  }

  private content() {
    if (this.failure) return failed(this.failure, () => void this.load(this.state));
    if (!this.frames) return loading();
    if (this.frames.length === 0) {
      return this.state === 'FRAME_STATE_REVIEW'
        ? empty(t('reviewEmpty'), t('reviewEmptyText'))
        : empty(t('framesEmpty'), t('framesEmptyText'));
    }
    return html`<div class="grid">${this.frames.map((f) => this.card(f))}</div>
      ${this.nextToken
        ? html`<div class="more"><button @click=${() => void this.load(this.state, this.nextToken)}>${t('more')}</button></div>`
        : nothing}`;
  }

  private card(frame: QueuedFrame) {
    const agreement = frame.agreement;
    const readings = readingsOf(frame);
    const corrections = correctionsOf(frame);
    const outlines = [...readings, ...corrections]
      .map(({ annotation, colour }) => ({ points: annotation.contour ?? [], colour }));
    return html`<a class="card frame" href=${`#/review/${frame.frameId}`}>
      <frame-thumbnail .client=${this.session.client} .clipId=${frame.clipId} .frameIndex=${frame.frameIndex ?? 0}
        .geometry=${frame.geometry}
        .outlines=${outlines.length > 0 ? outlines : [{ points: frame.contour ?? [], colour: COLOURS.own }]}></frame-thumbnail>
      <div class="text">
        <strong>${viewName(frame.view)}${phaseName(frame.phase) ? ` · ${phaseName(frame.phase)}` : ''}</strong>
        <div class="row between">
          <span class="quiet small">${t('readersCount', { count: readings.length })}</span>
          ${agreement
            ? html`<span class="tag ${frame.state === 'FRAME_STATE_REVIEW' ? 'warn' : 'accent'}">
                ${t('dice', { value: number(agreement.dice ?? 0, 2) })}</span>`
            : nothing}
          ${corrections.length > 0 ? html`<span class="tag warn">${t('corrected')}</span>` : nothing}
          ${frame.gold ? html`<span class="tag warn">${t('gold')}</span>` : nothing}
        </div>
      </div>
    </a>`;
  }
}

customElements.define('review-page', ReviewPage);
