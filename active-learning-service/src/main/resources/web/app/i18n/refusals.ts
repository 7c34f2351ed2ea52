import { language, type Tag } from './language.ts';
import { de } from './refusals.de.ts';
import { fr } from './refusals.fr.ts';

/** Texts for codes of refusals. In English, the service's own sentence is shown. */
export const REFUSALS: Readonly<Record<Exclude<Tag, 'en'>, Readonly<Record<string, string>>>> = { de, fr };

/** What a service's refusal says, in the language of the pages; its English sentence if there is no text for its code. */
export function refusalWords(code: string, message: string): string {
  const text = language.tag === 'en' ? undefined : REFUSALS[language.tag][code];
  return text?.replace('{message}', () => message) ?? message;
}
