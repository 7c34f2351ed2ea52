import { html, nothing, type TemplateResult } from 'lit';
import type { ClipResult } from '../api/results.ts';
import { type EfChange, efWith, isDecisive } from '../drawing/correctedEf.ts';
import { number, t } from '../i18n/language.ts';
import { isComputed } from './resultWords.ts';

/** Both values of a change in whole points, as results are shown. */
export const changeValues = ({ model, own }: EfChange) => ({ model: number(model), own: number(own) });

/**
 * How the ejection fraction changes while a person draws on a frame.
 *
 * @param volume of the person's outline; undefined while it is the model's
 */
export function efChange(result: ClipResult, frame: number, volume: number | undefined): TemplateResult {
  if (!isComputed(result)) return html`<p>${t('efNotShown')}</p>`;
  if (!isDecisive(result, frame)) return html`<p>${t('efIndependent')}</p>`;
  const change = volume === undefined ? undefined : efWith(result, new Map([[frame, volume]]));
  if (!change) return html`<p>${t('efOfClipModel', { model: number(result.ejectionFractionPercent!) })}</p>`;
  return html`<p class="ef-change"><strong>${t('efOfClip', changeValues(change.clip))}</strong></p>
    ${change.beats.length === 0 ? nothing : change.beats.map(({ beat, ...of }) =>
      html`<p class="quiet small">${t('efOfBeat', { beat, ...changeValues(of) })}</p>`)}`;
}
