import { css, html, nothing } from 'lit';
import type { StoredClip } from '../api/results.ts';
import { percent, t } from '../i18n/language.ts';
import type { Session } from '../session.ts';
import { explain } from './explain.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

/** A file that is to be uploaded, and how far it is. */
interface Upload {
  readonly file: File;
  state: 'waiting' | 'sending' | 'stored' | 'refused';
  /** The share of the file that is sent, 0 to 1. */
  share: number;
  failure?: unknown;
}

/** Uploads cines to a study. Emits `uploaded` with the study's key when the service has stored them all. */
export class UploadArea extends PageElement {
  static override properties = {
    session: { attribute: false },
    uploads: { state: true },
    busy: { state: true },
  };

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
        grid-template-columns: minmax(0, 1fr) 10rem minmax(6rem, auto);
        gap: 0.8rem;
        align-items: center;
      }
      .name {
        overflow-wrap: anywhere;
      }
      .failure {
        grid-column: 1 / -1;
        color: var(--bad);
      }
      progress {
        width: 100%;
        accent-color: var(--accent);
      }
    `,
  ];

  declare session: Session;
  declare uploads: readonly Upload[];
  declare busy: boolean;

  constructor() {
    super();
    this.uploads = [];
    this.busy = false;
  }

  /** Takes the files that were dropped or picked. */
  add(files: Iterable<File>): void {
    const added = [...files].map((file): Upload => ({ file, state: 'waiting', share: 0 }));
    this.uploads = [...this.uploads.filter((upload) => upload.state !== 'stored'), ...added];
  }

  override render() {
    const open = this.uploads.some((upload) => upload.state !== 'stored');
    return html`<section class="card" aria-labelledby="upload">
      <h2 id="upload">${t('uploadTitle')}</h2>
      <form @submit=${this.submit}>
        <div class="drop row">
          <p class="quiet">${t('dropHere')}</p>
          <button type="button" ?disabled=${this.busy} @click=${() => this.picker.click()}>${t('chooseFiles')}</button>
          <input type="file" multiple hidden @change=${this.picked} />
        </div>
        ${this.uploads.length === 0 ? nothing : html`
          <ul aria-label=${t('files')}>${this.uploads.map((upload) => this.row(upload))}</ul>
          <div class="row send">
            <label>${t('studyKey')} <input name="studyKey" required maxlength="200" autocomplete="off" ?disabled=${this.busy} /></label>
            ${open ? html`<button class="primary" ?disabled=${this.busy}>${t('uploadFiles')}</button>` : nothing}
          </div>`}
      </form>
    </section>`;
  }

  private row({ file, state, share, failure }: Upload) {
    const words = { waiting: t('uploadWaiting'), sending: percent(share), stored: t('uploadStored'), refused: t('uploadRefused') };
    return html`<li>
      <span class="name">${file.name}</span>
      <progress max="1" .value=${share} aria-label=${file.name}></progress>
      <span class="small">${words[state]}</span>
      ${failure ? html`<span class="failure" role="alert">${explain(failure)}</span>` : nothing}
    </li>`;
  }

  private get picker(): HTMLInputElement {
    return this.renderRoot.querySelector<HTMLInputElement>('input[type="file"]')!;
  }

  private picked(): void {
    this.add(this.picker.files ?? []);
    this.picker.value = '';
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const key = String(new FormData(event.target as HTMLFormElement).get('studyKey')).trim();
    if (this.busy || key === '') return;
    this.busy = true;
    try {
      for (const upload of this.uploads) {
        if (upload.state !== 'stored') await this.send(key, upload);
      }
    } finally {
      this.busy = false;
    }
    if (this.uploads.every((upload) => upload.state === 'stored')) this.emit('uploaded', key);
  }

  private async send(key: string, upload: Upload): Promise<void> {
    this.change(upload, { state: 'sending', share: 0, failure: undefined });
    try {
      const { clip, secondPlane } = await this.session.studies.upload(key, upload.file, (share) => this.change(upload, { share }));
      this.expect(key, secondPlane ? [clip, secondPlane] : [clip]);
      this.change(upload, { state: 'stored', share: 1 });
    } catch (failure) {
      this.change(upload, { state: 'refused', share: 0, failure });
    }
  }

  private expect(key: string, clips: readonly StoredClip[]): void {
    const { awaited } = this.session;
    awaited.set(key, [...(awaited.get(key) ?? []), ...clips.map((clip) => clip.clipId)]);
  }

  private change(upload: Upload, change: Partial<Upload>): void {
    Object.assign(upload, change);
    this.requestUpdate();
  }
}

customElements.define('upload-area', UploadArea);
