import { html, type TemplateResult } from 'lit';
import { type Sentence, translated } from '../i18n/sentences.ts';

/** A sentence of a service in the language of the pages; in English, and marked as such, if there is no text for it. */
export function sentenceWords(sentence: Sentence): TemplateResult {
  const text = translated(sentence);
  return text === undefined ? html`<span lang="en">${sentence.text}</span>` : html`${text}`;
}

/** A text of a service. Without its sentences, it is shown in English. */
export const sentencesWords = (text: string, sentences: readonly Sentence[] | undefined): TemplateResult => {
  const all = sentences?.length ? sentences : [{ text }];
  return html`${all.map((sentence, i) => html`${i > 0 ? ' ' : ''}${sentenceWords(sentence)}`)}`;
};
