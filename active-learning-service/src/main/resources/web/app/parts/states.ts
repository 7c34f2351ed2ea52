import { html, nothing, svg, type TemplateResult } from 'lit';
import { NoAnswer } from '../api/client.ts';
import { t } from '../i18n/language.ts';
import { explain } from './explain.ts';

/** What a page shows while it has no data. */

const ventricle = svg`
  <path d="M60 12 C38 30 26 66 32 96 C36 108 84 108 88 96 C94 66 82 30 60 12 Z" fill="none" stroke="currentColor"
    stroke-width="3" stroke-linejoin="round" stroke-dasharray="1 7" stroke-linecap="round"/>`;

const picture = (content: TemplateResult) =>
  html`<svg viewBox="0 0 120 120" width="96" height="96" aria-hidden="true">${content}</svg>`;

export const loading = (): TemplateResult => html`<div class="state" role="status">
  <div class="pulse">${picture(ventricle as TemplateResult)}</div><h1>${t('loading')}</h1>
</div>`;

export const empty = (title: string, text: string, action: TemplateResult | typeof nothing = nothing): TemplateResult =>
  html`<div class="state">${picture(ventricle as TemplateResult)}<h1>${title}</h1><p class="quiet">${text}</p>${action}</div>`;

export function failed(failure: unknown, again: () => void): TemplateResult {
  const away = failure instanceof NoAnswer;
  return html`<div class="state" role="alert">
    <h1>${t(away ? 'noAnswer' : 'failed')}</h1>
    <p class="quiet">${explain(failure)}</p>
    <button @click=${again}>${t('tryAgain')}</button>
  </div>`;
}
