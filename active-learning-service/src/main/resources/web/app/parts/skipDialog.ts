import { css, html } from 'lit';
import { en, type Key } from '../i18n/en.ts';
import { t } from '../i18n/language.ts';
import { DialogElement } from './dialogElement.ts';
import { shared } from './styles.ts';

const REASONS: readonly Key[] = ['skipWrongView', 'skipNotSure', 'skipForeshortened', 'skipOther'];

/** A reason in the language of the pages, if it is one of the list; else the reader's own words. */
export function noteWords(note: string): string {
  const listed = REASONS.find((key) => en[key] === note);
  return listed ? t(listed) : note;
}

/** Asks why a frame is skipped. Emits `skip` with the reason: one that is listed is stored in English. */
export class SkipDialog extends DialogElement {
  static override properties = { other: { state: true } };

  static override styles = [
    shared,
    css`
      fieldset {
        border: 0;
        padding: 0;
        margin: 0 0 1rem;
        display: grid;
        gap: 0.55rem;
      }
      fieldset label {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        font-weight: 500;
      }
      input[type='text'] {
        width: 100%;
        margin-bottom: 1rem;
      }
      .row {
        justify-content: flex-end;
      }
    `,
  ];

  declare other: boolean;

  constructor() {
    super();
    this.other = false;
  }

  open(): void {
    this.other = false;
    this.renderRoot.querySelector('form')!.reset();
    if (!this.isOpen) this.dialog?.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <form method="dialog" @submit=${this.done}>
        <h1 id="title">${t('skipTitle')}</h1>
        <p class="quiet">${t('skipText')}</p>
        <fieldset>
          <legend class="visually-hidden">${t('reason')}</legend>
          ${REASONS.map((key, i) => html`<label><input type="radio" name="reason" value=${key} ?checked=${i === 0}
            @change=${() => (this.other = key === 'skipOther')} /> ${t(key)}</label>`)}
        </fieldset>
        <input type="text" name="text" maxlength="200" aria-label=${t('reason')} placeholder=${t('reason')} ?hidden=${!this.other}
          ?required=${this.other} />
        <div class="row">
          <button type="button" class="plain" @click=${() => this.close()}>${t('cancel')}</button>
          <button class="primary" value="skip">${t('skip')}</button>
        </div>
      </form>
    </dialog>`;
  }

  private done(event: SubmitEvent): void {
    const form = new FormData(event.target as HTMLFormElement);
    const key = form.get('reason') as Key;
    this.emit('skip', key === 'skipOther' ? String(form.get('text')).trim() : en[key]);
  }
}

customElements.define('skip-dialog', SkipDialog);
