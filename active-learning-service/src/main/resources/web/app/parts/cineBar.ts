import { css, html, nothing } from 'lit';
import { t } from '../i18n/language.ts';
import { icon } from './icons.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

/** Plays and scrubs a cine: around the reader's own frame, or all of it. Emits `frame` with an index. */
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
  /** The reader's own frame; undefined: none. */
  declare own: number | undefined;
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

  /** Starts or stops the loop of frames, in the speed of the recording. */
  toggle(): void {
    this.playing = !this.playing;
    clearInterval(this.timer);
    if (!this.playing) return;
    this.timer = setInterval(() => this.show(this.index >= this.last ? this.first : this.index + 1), 1000 / this.speed);
  }

  stop(): void {
    if (this.playing) this.toggle();
  }

  /** First and last frame of the loop: about one second on either side of the reader's own frame. */
  get first(): number {
    return this.own === undefined ? 0 : Math.max(0, this.own - Math.round(this.speed));
  }

  get last(): number {
    return this.own === undefined ? this.count - 1 : Math.min(this.count - 1, this.own + Math.round(this.speed));
  }

  private get speed(): number {
    return Math.min(80, Math.max(5, this.rateHz || 25));
  }

  private show(index: number): void {
    this.emit('frame', Math.max(0, Math.min(this.count - 1, index)));
  }

  override render() {
    return html`<div class="bar">
      <button class="square" aria-label=${t(this.playing ? 'pause' : 'play')} title=${`${t('play')} (␣)`}
        @click=${() => this.toggle()}>${icon(this.playing ? 'pause' : 'play')}</button>
      <button class="square" aria-label=${t('frameBefore')} title=${`${t('frameBefore')} (←)`} ?disabled=${this.index === 0}
        @click=${() => this.step(-1)}>${icon('before')}</button>
      <div class="track">
        <input type="range" aria-label=${t('frameOfCine')} min="0" max=${this.count - 1} .value=${String(this.index)}
          @input=${(e: Event) => this.scrub(Number((e.target as HTMLInputElement).value))} />
        ${this.own === undefined ? nothing : mark(this.own, this.count)}
      </div>
      <button class="square" aria-label=${t('frameAfter')} title=${`${t('frameAfter')} (→)`}
        ?disabled=${this.index === this.count - 1} @click=${() => this.step(1)}>${icon('after')}</button>
      <output>${t('frameOf', { index: this.index + 1, count: this.count })}</output>
      ${this.own === undefined ? nothing : this.backTo(this.own)}
    </div>`;
  }

  private backTo(own: number) {
    return html`<button ?disabled=${this.index === own} @click=${() => this.scrub(own)}>${t('backToYours')}</button>`;
  }

  step(by: number): void {
    this.stop();
    this.show(this.index + by);
  }

  scrub(index: number): void {
    this.stop();
    this.show(index);
  }
}

/** Where the reader's own frame is on the track. */
function mark(own: number, count: number) {
  const position = `${count > 1 ? (100 * own) / (count - 1) : 0}%`;
  return html`<svg class="own" aria-hidden="true"><line x1=${position} x2=${position} y1="-4" y2="100%"
    stroke="var(--accent)" stroke-width="2" stroke-dasharray="4 30"></line></svg>`;
}

customElements.define('cine-bar', CineBar);
