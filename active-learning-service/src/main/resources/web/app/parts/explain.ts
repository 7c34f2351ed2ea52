import { NoAnswer, Refused, SignedOut } from '../api/client.ts';
import type { Key } from '../i18n/en.ts';
import { t } from '../i18n/language.ts';
import { refusalWords } from '../i18n/refusals.ts';

/** The pages' own words for codes: they say what to do on the page. Other codes are in the table of refusals. */
export const CODES: Readonly<Record<string, Key>> = {
  LEASE_LOST: 'leaseLost',
  KEPT_AS_DRAFT: 'leaseLost',
  OTHER_SUBMISSION: 'otherSubmission',
  TOO_MANY_LEASES: 'tooManyLeases',
  NO_SUCH_CAMPAIGN: 'campaignGone',
  CAMPAIGN_EXISTS: 'campaignExists',
  NO_SUCH_FRAME: 'frameGone',
  NO_SUCH_ANNOTATION: 'annotationGone',
  NO_SUCH_CLIP: 'clipGone',
  STILL_READ: 'stillOpen',
  NO_RESULT: 'noResult',
  PERMISSION_DENIED: 'noRole',
};

/** What went wrong, in the language of the reader. */
export function explain(failure: unknown): string {
  if (failure instanceof SignedOut) return t('signedOut');
  if (failure instanceof NoAnswer) return t('noAnswerText');
  if (failure instanceof Refused) {
    const key = CODES[failure.code];
    return key ? t(key) : refusalWords(failure.code, failure.message);
  }
  return failure instanceof Error ? failure.message : String(failure);
}
