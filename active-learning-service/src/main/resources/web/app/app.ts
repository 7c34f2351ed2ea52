import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Refused } from './api/client.ts';
import type { Key } from './i18n/en.ts';
import { LANGUAGES, language, t } from './i18n/language.ts';
import { appStyles } from './app.css.ts';
import { icon } from './parts/icons.ts';
import { PageElement } from './parts/pageElement.ts';
import { shared } from './parts/styles.ts';
import { failed, loading } from './parts/states.ts';
import type { HelpOverlay } from './parts/helpOverlay.ts';
import { Session } from './session.ts';
import './pages/queuePage.ts';
import './pages/readPage.ts';
import './pages/reviewPage.ts';
import './pages/reviewFrame.ts';
import './pages/campaignsPage.ts';
import './pages/correctFrame.ts';
import './pages/modelsPage.ts';
import './pages/readersPage.ts';
import './pages/studiesPage.ts';
import './pages/studyPage.ts';
import './parts/campaignForm.ts';
import './parts/cineBar.ts';
import './parts/clipCine.ts';
import './parts/correctableCine.ts';
import './parts/editorToolbar.ts';
import './parts/frameEditor.ts';
import './parts/frameThumbnail.ts';
import './parts/helpOverlay.ts';
import './parts/measuresCard.ts';
import './parts/skipDialog.ts';
import './parts/traceCanvas.ts';
import './parts/uploadArea.ts';
import './parts/viewerSettings.ts';
import './parts/volumeCurve.ts';

/** Who works on the queue. */
const READERS = ['annotator', 'reviewer'];

/** Who may read ejection fractions. */
const RESULT_READERS = ['clinician', 'ml-engineer'];

const PLACES: readonly { hash: string; label: Key; roles: string[] }[] = [
  { hash: 'studies', label: 'studies', roles: RESULT_READERS },
  { hash: 'queue', label: 'queue', roles: READERS },
  { hash: 'review', label: 'review', roles: ['reviewer'] },
  { hash: 'campaigns', label: 'campaigns', roles: ['annotator', 'reviewer', 'ml-engineer', 'admin'] },
  { hash: 'readers', label: 'readers', roles: ['reviewer', 'ml-engineer', 'admin'] },
  { hash: 'models', label: 'models', roles: ['clinician', 'reviewer', 'ml-engineer', 'admin'] },
];

const THEME = 'echomotion.theme';

/** The page that was open when the session ended. */
const PLACE = 'echomotion.place';

/** How long a message is shown, milliseconds. */
const MESSAGE_MS = 5_000;

/** The annotation workbench: the bar at the top, and the page that the address states. */
export class EchoApp extends PageElement {
  static override properties = {
    place: { state: true },
    message: { state: true },
    failure: { state: true },
  };

  static override styles = [shared, appStyles];

  declare place: string[];
  declare message: { text: string; kind: 'good' | 'bad' } | undefined;
  declare failure: unknown;

  private readonly session = new Session();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    restorePlace();
    this.place = this.readPlace();
    language.start();
    applyTheme(localStorage.getItem(THEME));
    globalThis.addEventListener('hashchange', () => (this.place = this.readPlace()));
    globalThis.addEventListener('keydown', (event) => this.key(event));
    this.session.addEventListener('change', () => this.requestUpdate());
    document.addEventListener('visibilitychange', () => void this.session.checkCaller());
    this.addEventListener('say', (e) => this.show((e as CustomEvent).detail));
    void this.begin();
  }

  private async begin(): Promise<void> {
    this.failure = undefined;
    try {
      await this.session.start();
    } catch (failure) {
      this.failure = failure;
    }
  }

  override render() {
    return html`
      <header>
        <a class="brand" href=${`#/${this.home}`}>EchoMotion</a>
        <nav aria-label=${t('pages')}>
          ${PLACES.filter((p) => this.session.may(...p.roles)).map((p) => html`<a href=${`#/${p.hash}`}
            aria-current=${p.hash === this.section ? 'page' : 'false'}>${t(p.label)}</a>`)}
        </nav>
        <div class="tools">
          ${this.person()}
          <select aria-label=${t('language')} @change=${(e: Event) => language.choose((e.target as HTMLSelectElement).value)}>
            ${Object.entries(LANGUAGES).map(([tag, name]) =>
              html`<option value=${tag} ?selected=${tag === language.tag}>${name}</option>`)}
          </select>
          <button class="plain" aria-label=${t('theme')} title=${t('theme')} @click=${toggleTheme}>${icon('sun')}</button>
          <button class="plain" aria-label=${t('help')} title=${`${t('help')} (?)`} @click=${() => this.help.toggle()}>
            <b>?</b></button>
        </div>
      </header>
      ${this.banner()}
      <main class="content">
        ${this.failure ? failed(this.failure, () => void this.begin()) : this.session.caller ? this.page() : loading()}
      </main>
      <div class="message ${this.message?.kind ?? ''}" role="status" aria-live="polite" ?hidden=${!this.message}>
        ${this.message?.text}</div>
      <help-overlay></help-overlay>`;
  }

  private banner() {
    if (this.session.signedOut) {
      return html`<p class="banner" role="alert">${t('signedOut')} <button @click=${signIn}>${t('signIn')}</button></p>`;
    }
    return this.session.connected ? nothing : html`<p class="banner" role="alert">${t('lostConnection')}</p>`;
  }

  /** The name of a local user can be changed; a person who signed in can sign out. */
  private person() {
    const { caller } = this.session;
    const refused = this.failure instanceof Refused && this.failure.status === 403;
    if (caller?.signedIn || refused) {
      return html`${caller ? html`<span class="user">${caller.name}</span>` : nothing}
        ${this.session.signedOut ? nothing : html`<a class="button plain" href="/sign-out"
          @click=${(e: Event) => void this.signOut(e)}>${t('signOut')}</a>`}`;
    }
    return html`<input class="user" aria-label=${t('yourName')} title=${t('yourName')} .value=${caller?.name ?? ''}
      maxlength="64" @change=${(e: Event) => void this.rename(e.target as HTMLInputElement)} />`;
  }

  /** Sends the drawings first: the next person at this machine cannot. */
  private async signOut(event: Event): Promise<void> {
    event.preventDefault();
    await this.session.drafts.flush();
    location.assign('/sign-out');
  }

  /** The page of the bare address: the queue, or the studies for those who do not outline frames. */
  private get home(): string {
    return !this.session.may(...READERS) && this.session.may(...RESULT_READERS) ? 'studies' : 'queue';
  }

  private get section(): string {
    const [name = this.home] = this.place;
    return name === 'read' ? 'queue' : name;
  }

  private page() {
    const [name = this.home, first = ''] = this.place;
    if (name === 'studies' && first) {
      const key = decoded(first);
      return html`${keyed(key, html`<study-page .session=${this.session} .studyKey=${key}></study-page>`)}`;
    }
    if (name === 'studies') return html`<studies-page .session=${this.session}></studies-page>`;
    if (name === 'read') return html`<read-page .session=${this.session} .taskId=${first}></read-page>`;
    if (name === 'review' && first) return html`<review-frame .session=${this.session} .frameId=${first}></review-frame>`;
    if (name === 'review') return html`<review-page .session=${this.session}></review-page>`;
    if (name === 'campaigns') return html`<campaigns-page .session=${this.session}></campaigns-page>`;
    if (name === 'models') return html`<models-page .session=${this.session}></models-page>`;
    if (name === 'readers') return html`<readers-page .session=${this.session}></readers-page>`;
    return html`<queue-page .session=${this.session}></queue-page>`;
  }

  private get help(): HelpOverlay {
    return this.renderRoot.querySelector<HelpOverlay>('help-overlay')!;
  }

  private readPlace(): string[] {
    return location.hash.replace(/^#\//, '').split('/').filter((part) => part !== '');
  }

  private key(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as HTMLElement;
    if (event.defaultPrevented || event.repeat || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) return;
    if (event.key === '?' && !event.ctrlKey && !event.metaKey) this.help.toggle();
  }

  private show(message: { text: string; kind: 'good' | 'bad' }): void {
    clearTimeout(this.timer);
    this.message = message;
    this.timer = setTimeout(() => (this.message = undefined), MESSAGE_MS);
  }

  private async rename(input: HTMLInputElement): Promise<void> {
    try {
      await this.session.rename(input.value.trim());
      globalThis.location.reload();
    } catch (failure) {
      this.complain(failure);
    }
  }
}

/** A part of the address as text. A percent sign that somebody typed stays one. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Loads the page again, which leads to the sign-in page and back. */
function signIn(): void {
  sessionStorage.setItem(PLACE, location.hash);
  location.reload();
}

/** Opens the page that was open when the session ended. Signing in does not keep the hash of the address. */
function restorePlace(): void {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place && !location.hash) history.replaceState(null, '', place);
}

function applyTheme(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}

function toggleTheme(): void {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  const next = dark ? 'light' : 'dark';
  localStorage.setItem(THEME, next);
  applyTheme(next);
}

customElements.define('echo-app', EchoApp);
