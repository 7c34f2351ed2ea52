import { language, number, type Tag } from './language.ts';
import { de, deWords } from './sentences.de.ts';
import { fr, frWords } from './sentences.fr.ts';

/** A sentence of a service. It has no code if the service does not know the sentence. */
export interface Sentence {
  code?: string;
  values?: string[];
  /** In English, with the values, and with the view before it if there is one. */
  text?: string;
  view?: string;
}

type Translated = Exclude<Tag, 'en'>;

/** Texts for codes of sentences. In English, the service's own text is shown. */
export const SENTENCES: Readonly<Record<Translated, Readonly<Record<string, string>>>> = { de, fr };

const WORDS: Readonly<Record<Translated, Readonly<Record<string, string>>>> = { de: deWords, fr: frWords };

const NUMBER = /^-?\d+(?:\.(\d+))?$/;

/** A sentence in the language of the pages; undefined if it is to be shown in English. */
export function translated({ code = '', values = [], view = '' }: Sentence): string | undefined {
  if (language.tag === 'en') return undefined;
  const text = SENTENCES[language.tag][code];
  if (text === undefined) return undefined;
  const words = WORDS[language.tag];
  const written = text.replace(/\{(\d+)\}/g, (_, place: string) => valueWords(values[Number(place) - 1] ?? '', words));
  return /^VIEW_A[24]C$/.test(view) ? `${view.slice(5)}: ${written}` : written;
}

/** A number keeps its digits. Of a list of words, each is translated. */
function valueWords(value: string, words: Readonly<Record<string, string>>): string {
  const match = NUMBER.exec(value);
  if (match) return number(Number(value), match[1]?.length ?? 0);
  return value.split(', ').map((word) => words[word] ?? word).join(', ');
}
