import { css, html, nothing } from 'lit';
import { number, t } from '../i18n/language.ts';
import type { Measures } from '../geometry/volume.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

/** Area, long axis and volume of the drawing, beside those of the model. */
export class MeasuresCard extends PageElement {
  static override properties = { own: { attribute: false }, model: { attribute: false } };

  static override styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        margin: 0;
        row-gap: 0.15rem;
      }
      dt {
        color: var(--quiet);
        align-self: baseline;
        padding-top: 0.2rem;
      }
      dd {
        margin: 0;
        text-align: right;
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
      dd.main {
        font-size: 1.7rem;
        line-height: 1.2;
        letter-spacing: -0.02em;
      }
      small {
        font-weight: 400;
        color: var(--quiet);
        font-size: 0.82rem;
      }
      dd .unit {
        font-size: 0.9rem;
        font-weight: 500;
        color: var(--quiet);
      }
    `,
  ];

  declare own: Measures | undefined;
  declare model: Measures | undefined;

  override render() {
    const own = this.own;
    const units = own?.calibrated === false ? ['px²', 'px', 'px³'] : ['cm²', 'mm', 'ml'];
    const row = (key: 'volume' | 'length' | 'area', unit: string, digits: number) => {
      const main = key === 'volume' ? 'main' : '';
      return html`<dt class=${main}>${t(key)}${main ? html`<br /><small>${t('byDisks')}</small>` : nothing}</dt>
        <dd class=${main}>${own ? number(own[key], digits) : '–'} <span class="unit">${unit}</span>
          ${this.model
            ? html`<br /><small>${t('modelSays', { value: `${number(this.model[key], digits)} ${unit}` })}</small>`
            : nothing}</dd>`;
    };
    return html`<dl>
        ${row('volume', units[2], own?.calibrated === false ? 0 : 1)}
        ${row('length', units[1], 1)} ${row('area', units[0], 1)}
      </dl>
      ${own && !own.calibrated ? html`<p class="quiet small">${t('noSpacing')}</p>` : nothing}
      ${own && !own.apical ? html`<p class="notice">${t('notApical')}</p>` : nothing}`;
  }
}

customElements.define('measures-card', MeasuresCard);
