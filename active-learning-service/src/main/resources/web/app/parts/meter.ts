import { html, type TemplateResult } from 'lit';
import type { Campaign } from '../api/messages.ts';
import { number, t } from '../i18n/language.ts';

/** How far a campaign is: frames with a result, and frames that wait for a reviewer. */
export function campaignMeter(campaign: Campaign): TemplateResult {
  const count = (text: string | undefined) => Number(text ?? 0);
  const p = campaign.progress;
  const [frames, done, review] = [count(p?.frames), count(p?.done), count(p?.inReview)];
  const share = (n: number) => (frames === 0 ? '0%' : `${(100 * n) / frames}%`);
  const text = t('campaignProgress', { done: number(done), frames: number(frames), review: number(review) });
  return html`<div class="row between"><strong>${campaign.settings.name}</strong>
      ${campaign.settings.state === 'CAMPAIGN_STATE_OPEN' ? '' : html`<span class="tag">${stateName(campaign)}</span>`}</div>
    <svg class="meter" role="img" aria-label=${text}>
      <rect class="done" width=${share(done)} height="100%"></rect>
      <rect class="review" x=${share(done)} width=${share(review)} height="100%"></rect>
    </svg>
    <span class="quiet small">${text}</span>`;
}

export const stateName = (campaign: Campaign): string => {
  const keys = { CAMPAIGN_STATE_OPEN: 'stateOpen', CAMPAIGN_STATE_FULL: 'stateFull', CAMPAIGN_STATE_CLOSED: 'stateClosed' } as const;
  return t(keys[campaign.settings.state] ?? 'stateOpen');
};
