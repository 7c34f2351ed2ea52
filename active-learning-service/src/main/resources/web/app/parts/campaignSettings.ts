import type { CampaignSettings, CampaignState, Strategy, View } from '../api/messages.ts';

/** The contract's defaults. */
export const DEFAULTS = {
  name: '',
  state: 'CAMPAIGN_STATE_OPEN',
  views: ['VIEW_A4C', 'VIEW_A2C'],
  strategy: 'SELECTION_STRATEGY_FULL',
  readers: 1,
  framesPerClip: 3,
  framesPerStudy: 8,
  randomShare: 0.1,
  withoutProposalShare: 0.05,
  goldShare: 0.05,
  leasesPerPerson: 5,
  leaseDuration: '1800s',
  smallestAgreement: 0.85,
  budget: '0',
} satisfies CampaignSettings;

/** Without the rounding error of binary fractions: 0.07 · 100 is 7. */
const exact = (value: number): number => Number(value.toFixed(9));

/** A share in percent. */
export const percentOf = (share: number): number => exact(share * 100);

/** A duration in JSON, for example "1800s", in minutes. */
export const minutesOf = (duration: string): number => exact(parseFloat(duration) / 60);

/** The settings that the form states. */
export function settingsOf(form: FormData): CampaignSettings {
  const value = (name: string) => Number(form.get(name));
  const share = (name: string) => exact(value(name) / 100);
  return {
    name: String(form.get('name')).trim(),
    state: form.get('state') as CampaignState,
    strategy: form.get('strategy') as Strategy,
    views: form.getAll('views') as View[],
    readers: value('readers'),
    framesPerClip: value('framesPerClip'),
    framesPerStudy: value('framesPerStudy'),
    leasesPerPerson: value('leasesPerPerson'),
    leaseDuration: `${exact(value('leaseMinutes') * 60)}s`,
    smallestAgreement: value('smallestAgreement'),
    randomShare: share('randomShare'),
    withoutProposalShare: share('withoutProposalShare'),
    goldShare: share('goldShare'),
    budget: String(value('budget')),
  };
}
