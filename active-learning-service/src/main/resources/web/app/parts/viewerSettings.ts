import { css, html, nothing } from 'lit';
import { t } from '../i18n/language.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

/** The event `setting`. */
export interface Setting {
  name: 'brightness' | 'contrast' | 'brush';
  value: number;
}

/** Gain and contrast of the picture, and the size of the brush. They change only what is shown. */
export class ViewerSettings extends PageElement {
  static override properties = {
    brightness: { type: Number },
    contrast: { type: Number },
    brush: { type: Number },
    painting: { type: Boolean },
  };

  static override styles = [
    shared,
    css`
      :host {
        display: flex;
        gap: 1rem;
        flex-wrap: wrap;
        padding: 0.35rem 0.8rem;
        border-radius: 8px;
        background: #14181dee;
        color: #dde3e9;
        font-size: 0.8rem;
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        font-weight: 500;
      }
      input {
        width: 6.5rem;
        accent-color: #4fc3c9;
      }
    `,
  ];

  declare brightness: number;
  declare contrast: number;
  declare brush: number;
  declare painting: boolean;

  override render() {
    return html`${this.slider('brightness', 0.4, 3, 0.05)} ${this.slider('contrast', 0.4, 2.5, 0.05)}
      ${this.painting ? this.slider('brush', 3, 60, 1) : nothing}`;
  }

  private slider(name: Setting['name'], least: number, most: number, step: number) {
    return html`<label>${t(name)} <input type="range" min=${least} max=${most} step=${step} .value=${String(this[name])}
      @input=${(e: Event) => this.emit<Setting>('setting', { name, value: Number((e.target as HTMLInputElement).value) })} /></label>`;
  }
}

customElements.define('viewer-settings', ViewerSettings);
