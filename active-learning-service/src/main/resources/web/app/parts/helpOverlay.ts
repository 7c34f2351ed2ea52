import { css, html } from 'lit';
import { keyName, SHORTCUTS } from '../drawing/commands.ts';
import { t } from '../i18n/language.ts';
import { DialogElement } from './dialogElement.ts';
import { shared } from './styles.ts';

/** All keys, and the gestures of mouse and fingers. */
export class HelpOverlay extends DialogElement {
  static override styles = [
    shared,
    css`
      dialog {
        max-width: min(58rem, 94vw);
      }
      h1 {
        margin: 0;
      }
      .groups {
        margin-top: 1.1rem;
        columns: 3 15rem;
        column-gap: 2rem;
      }
      section {
        break-inside: avoid;
        margin-bottom: 1.25rem;
      }
      dl {
        display: grid;
        grid-template-columns: 5.2rem 1fr;
        row-gap: 0.4rem;
        margin: 0;
        font-size: 0.9rem;
      }
      dd {
        margin: 0;
      }
      ul {
        margin: 0;
        padding-left: 1.1rem;
        font-size: 0.9rem;
      }
      li {
        margin-bottom: 0.3rem;
      }
    `,
  ];

  /** Opens the dialog, or closes it again. */
  toggle(): void {
    if (this.isOpen) this.close();
    else this.dialog?.showModal();
  }

  override render() {
    return html`<dialog aria-labelledby="title">
      <div class="row between">
        <h1 id="title">${t('help')}</h1>
        <button @click=${() => this.close()}>${t('close')} <kbd>Esc</kbd></button>
      </div>
      <section>
        <h2>${t('whatToOutline')}</h2>
        <ul><li>${t('outlineBorder')}</li><li>${t('outlineBase')}</li><li>${t('outlineGuessed')}</li><li>${t('outlineUnclear')}</li></ul>
      </section>
      <div class="groups">
        ${SHORTCUTS.map((group) => html`<section>
          <h2>${t(group.title)}</h2>
          <dl>${group.shortcuts.map((s) => html`<dt>${s.keys.slice(0, 2).map((key) => html`<kbd>${keyName(key)}</kbd> `)}</dt>
            <dd>${t(s.label)}</dd>`)}</dl>
        </section>`)}
        <section>
          <h2>${t('gestures')}</h2>
          <ul><li>${t('gestureFreehand')}</li><li>${t('gesturePull')}</li><li>${t('gestureArrows')}</li><li>${t('gestureZoom')}</li></ul>
        </section>
      </div>
    </dialog>`;
  }
}

customElements.define('help-overlay', HelpOverlay);
