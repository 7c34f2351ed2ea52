import { html, nothing, type TemplateResult } from 'lit';
import type { FrameReason, Phase, Reason, View } from '../api/messages.ts';
import type { Key } from '../i18n/en.ts';
import { number, percent, t } from '../i18n/language.ts';

const REASONS: Record<Reason, { label: Key; value: (v: number) => string }> = {
  SELECTION_REASON_NO_VENTRICLE: { label: 'reasonNoVentricle', value: (v) => t('ofFrames', { share: percent(v) }) },
  SELECTION_REASON_AREA_JUMP: { label: 'reasonAreaJump', value: (v) => percent(v) },
  SELECTION_REASON_VIEWS_DISAGREE: { label: 'reasonViewsDisagree', value: (v) => t('efPoints', { value: number(v, 1) }) },
  SELECTION_REASON_CONTOUR_UNCERTAIN: { label: 'reasonUncertain', value: (v) => t('nats', { value: number(v, 2) }) },
  SELECTION_REASON_EF_SENSITIVE: { label: 'reasonEfSensitive', value: (v) => t('efDeviation', { value: number(v, 1) }) },
  SELECTION_REASON_DIVERSE: { label: 'reasonDiverse', value: (v) => percent(v) },
  SELECTION_REASON_RANDOM: { label: 'reasonRandom', value: () => '' },
};

/** Why a frame was chosen, with the value of the reason. */
export function reasonList(reasons: readonly FrameReason[]): TemplateResult | typeof nothing {
  const known = reasons.flatMap((r) => (r.reason in REASONS ? [{ ...REASONS[r.reason as Reason], given: r.value ?? 0 }] : []));
  if (known.length === 0) return nothing;
  return html`<ul class="reasons">
    ${known.map((r) => html`<li>${t(r.label)}${r.value(r.given) ? html` <span class="quiet">${r.value(r.given)}</span>` : nothing}</li>`)}
  </ul>`;
}

export const viewName = (view: View | undefined): string => {
  const names: Partial<Record<View, Key>> = { VIEW_A4C: 'viewA4c', VIEW_A2C: 'viewA2c' };
  return t(names[view ?? 'VIEW_UNSPECIFIED'] ?? 'viewUnknown');
};

/** The phase's name; empty between end-diastole and end-systole. */
export const phaseName = (phase: Phase | undefined): string => {
  if (phase === 'CARDIAC_PHASE_END_DIASTOLE') return t('endDiastole');
  return phase === 'CARDIAC_PHASE_END_SYSTOLE' ? t('endSystole') : '';
};
