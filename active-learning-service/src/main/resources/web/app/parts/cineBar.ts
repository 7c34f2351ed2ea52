import { css, html } from 'lit';
import { t } from '../i18n/language.ts';
import { icon } from './icons.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

/** Plays and scrubs the cine around a frame. Emits `frame` with an index. */
export class CineBar extends PageElement {
  static override properties = {
    index: { type: Number },
    own: { type: Number },
    count: { type: Number },
    rateHz: { type: Number },
    playing: { type: Boolean },
  };

  static override styles = [
    shared,
    css`
      :host {
        background: var(--panel);
        border-top: 1px solid var(--line);
        padding: 0.5rem 0.9rem;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      button.square {
        display: grid;
        place-items: center;
        width: 2.4rem;
        padding: 0;
        flex: none;
      }
      .track {
        position: relative;
        flex: 1;
        display: grid;
        align-items: center;
      }
      input {
        width: 100%;
        margin: 0;
      }
      svg.own {
        position: absolute;
        inset: 0 8px;
        width: calc(100% - 16px);
        height: 100%;
        pointer-events: none;
        overflow: visible;
      }
      output {
        min-width: 8rem;
        text-align: right;
        font-variant-numeric: tabular-nums;
        font-size: 0.9rem;
      }
      @media (max-width: 860px) {
        output {
          min-width: 0;
        }
      }
    `,
  ];

  declare index: number;
  declare own: number;
  declare count: number;
  declare rateHz: number;
  declare playing: boolean;

  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.playing = false;
  }

  override disconnectedCallback(): void {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  /** Starts or stops the loop of frames around the reader's frame, in the speed of the recording. */
  toggle(): void {
    this.playing = !this.playing;
    clearInterval(this.timer);
    if (!this.playing) return;
    this.timer = setInterval(() => this.show(this.index >= this.last ? this.first : this.index + 1), 1000 / this.speed);
  }

  stop(): void {
    if (this.playing) this.toggle();
  }

  /** First and last frame of the loop: about one second on either side. */
  get first(): number {
    return Math.max(0, this.own - Math.round(this.speed));
  }

  get last(): number {
    return Math.min(this.count - 1, this.own + Math.round(this.speed));
  }

  private get speed(): number {
    return Math.min(80, Math.max(5, this.rateHz || 25));
  }

  private show(index: number): void {
    this.emit('frame', Math.max(0, Math.min(this.count - 1, index)));
  }

  override render() {
    const position = this.count > 1 ? (100 * this.own) / (this.count - 1) : 0;
    return html`<div class="bar">
      <button class="square" aria-label=${t(this.playing ? 'pause' : 'play')} title=${`${t('play')} (␣)`}
        @click=${() => this.toggle()}>${icon(this.playing ? 'pause' : 'play')}</button>
      <button class="square" aria-label=${t('frameBefore')} title=${`${t('frameBefore')} (←)`} ?disabled=${this.index === 0}
        @click=${() => this.step(-1)}>${icon('before')}</button>
      <div class="track">
        <input type="range" aria-label=${t('frameOfCine')} min="0" max=${this.count - 1} .value=${String(this.index)}
          @input=${(e: Event) => this.scrub(Number((e.target as HTMLInputElement).value))} />
        <svg class="own" aria-hidden="true"><line x1=${`${position}%`} x2=${`${position}%`} y1="-4" y2="100%"
          stroke="var(--accent)" stroke-width="2" stroke-dasharray="4 30"></line></svg>
      </div>
      <button class="square" aria-label=${t('frameAfter')} title=${`${t('frameAfter')} (→)`}
        ?disabled=${this.index === this.count - 1} @click=${() => this.step(1)}>${icon('after')}</button>
      <output>${t('frameOf', { index: this.index + 1, count: this.count })}</output>
      <button ?disabled=${this.index === this.own} @click=${() => this.scrub(this.own)}>${t('backToYours')}</button>
    </div>`;
  }

  step(by: number): void {
    this.stop();
    this.show(this.index + by);
  }

  private scrub(index: number): void {
    this.stop();
    this.show(index);
  }
}

customElements.define('cine-bar', CineBar);
