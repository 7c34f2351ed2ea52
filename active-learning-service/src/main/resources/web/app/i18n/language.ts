import { de } from './de.ts';
import { en, type Key, type Messages } from './en.ts';
import { fr } from './fr.ts';

export type Tag = 'en' | 'de' | 'fr';

export const DICTIONARIES: Record<Tag, Messages> = { en, de, fr };

/** The languages by their own names. */
export const LANGUAGES: Record<Tag, string> = { en: 'English', de: 'Deutsch', fr: 'Français' };

const STORED = 'echomotion.language';

/** The text of a key, with `{name}` replaced by the value of `name`. */
export function format(messages: Messages, key: Key, values: Record<string, string | number> = {}): string {
  return messages[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

const isTag = (text: string | null | undefined): text is Tag =>
  text !== null && text !== undefined && text in DICTIONARIES;

/** The language of the pages. It notifies its listeners of changes. */
class Language extends EventTarget {
  private current: Tag = 'en';

  get tag(): Tag {
    return this.current;
  }

  /** Takes the language that the reader chose earlier, else that of the browser. */
  start(): void {
    const stored = localStorage.getItem(STORED);
    const wanted = isTag(stored) ? stored : navigator.languages.map((l) => l.slice(0, 2)).find(isTag);
    this.apply(wanted ?? 'en');
  }

  choose(tag: string): void {
    if (!isTag(tag)) return;
    localStorage.setItem(STORED, tag);
    this.apply(tag);
  }

  private apply(tag: Tag): void {
    this.current = tag;
    document.documentElement.lang = tag;
    this.dispatchEvent(new Event('change'));
  }
}

export const language = new Language();

/** The text of a key in the language of the pages. */
export const t = (key: Key, values?: Record<string, string | number>): string =>
  format(DICTIONARIES[language.tag], key, values);

/** A number in the language of the pages. */
export const number = (value: number, digits = 0): string =>
  new Intl.NumberFormat(language.tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

export const percent = (value: number, digits = 0): string =>
  new Intl.NumberFormat(language.tag, { style: 'percent', maximumFractionDigits: digits }).format(value);

export const time = (iso: string): string =>
  new Intl.DateTimeFormat(language.tag, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
