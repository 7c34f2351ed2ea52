import { css, html, nothing } from 'lit';
import { frameCount } from '../drawing/curve.ts';
import { percent, t } from '../i18n/language.ts';
import type { Session } from '../session.ts';
import type { Upload } from '../uploads.ts';
import { explain } from './explain.ts';
import { icon } from './icons.ts';
import { PageElement } from './pageElement.ts';
import { efWords } from './resultWords.ts';
import { shared } from './styles.ts';

/** What ingest-service takes as the key of a study. */
const STUDY_KEY = '[A-Za-z0-9._\\-]+';

/** Uploads cines to a study. Emits `uploaded` with the study's key when the service has stored them all. */
export class UploadArea extends PageElement {
  static override properties = { session: { attribute: false } };

  static override styles = [
    shared,
    css`
      form {
        display: grid;
        gap: 0.75rem;
      }
      .drop {
        border: 2px dashed var(--control-line);
        border-radius: var(--radius);
        padding: 0.9rem 1.1rem;
      }
      .drop p {
        flex: 1 1 16rem;
        margin: 0;
      }
      .send {
        align-items: end;
      }
      label {
        display: grid;
        gap: 0.2rem;
      }
      label input {
        font-weight: 400;
      }
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 10rem minmax(6rem, auto) auto;
        gap: 0.8rem;
        align-items: center;
      }
      .name {
        overflow-wrap: anywhere;
      }
      .so-far,
      .failure {
        grid-column: 1 / -1;
      }
      .failure {
        color: var(--bad);
      }
      progress {
        width: 100%;
        accent-color: var(--accent);
      }
    `,
  ];

  declare session: Session;

  private readonly progressed = () => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    this.session.uploads.addEventListener('change', this.progressed);
  }

  override disconnectedCallback(): void {
    this.session.uploads.removeEventListener('change', this.progressed);
    super.disconnectedCallback();
  }

  override render() {
    const { list, busy } = this.session.uploads;
    return html`<section class="card" aria-labelledby="upload">
      <h2 id="upload">${t('uploadTitle')}</h2>
      <form @submit=${this.submit}>
        <div class="drop row">
          <p class="quiet">${t('dropHere')}</p>
          <button type="button" ?disabled=${busy} @click=${() => this.picker.click()}>${t('chooseFiles')}</button>
          <input type="file" multiple hidden @change=${this.picked} />
        </div>
        ${list.length === 0 ? nothing : html`
          <ul aria-label=${t('files')}>${list.map((upload) => this.row(upload))}</ul>
          ${this.send()}`}
      </form>
    </section>`;
  }

  private row(upload: Upload) {
    const { file, state, share, soFar, failure } = upload;
    const words = {
      waiting: t('uploadWaiting'),
      sending: percent(share),
      stored: t('uploadStored'),
      refused: t('uploadRefused'),
      failed: t('uploadFailed'),
    };
    const remove = t('removeFile', { name: file.name });
    return html`<li>
      <span class="name">${file.name}</span>
      <progress max="1" .value=${share} aria-label=${file.name}></progress>
      <span class="small">${words[state]}</span>
      <button type="button" class="plain" aria-label=${remove} title=${remove} ?disabled=${state === 'sending'}
        @click=${() => this.session.uploads.remove(upload)}>${icon('clear')}</button>
      ${soFar ? html`<span class="so-far">${t('efSoFar', { ef: efWords(soFar), frames: frameCount(soFar) })}</span>` : nothing}
      ${failure ? html`<span class="failure" role="alert">${explain(failure)}</span>` : nothing}
    </li>`;
  }

  private send() {
    const { list, busy, studyKey } = this.session.uploads;
    const isOpen = list.some((upload) => upload.state !== 'stored');
    return html`<div class="row send">
      <label>${t('studyKey')} <input name="studyKey" required maxlength="64" pattern=${STUDY_KEY}
        aria-describedby="key-help" autocomplete="off" .value=${studyKey} ?disabled=${busy} /></label>
      ${isOpen ? html`<button class="primary" ?disabled=${busy}>${t('uploadFiles')}</button>` : nothing}
      <small id="key-help" class="quiet">${t('studyKeyHelp')}</small>
    </div>`;
  }

  private get picker(): HTMLInputElement {
    return this.renderRoot.querySelector<HTMLInputElement>('input[type="file"]')!;
  }

  private picked(): void {
    this.session.uploads.add(this.picker.files ?? []);
    this.picker.value = '';
  }

  /** If another page was opened in the meantime, the study does not open: a drawing could be lost there. */
  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { uploads } = this.session;
    const key = String(new FormData(event.target as HTMLFormElement).get('studyKey'));
    if (uploads.busy || !await uploads.send(key) || !this.isConnected) return;
    uploads.forgetStored();
    this.emit('uploaded', key);
  }
}

customElements.define('upload-area', UploadArea);
