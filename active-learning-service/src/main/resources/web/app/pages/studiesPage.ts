import { html, nothing } from 'lit';
import type { ListedResult } from '../api/results.ts';
import { EVERY_STUDY, filterOf, isFiltered, type StudyFilter } from '../api/studyFilter.ts';
import { t, time } from '../i18n/language.ts';
import { PageElement } from '../parts/pageElement.ts';
import { viewName } from '../parts/reasons.ts';
import { efWords, gradeTag, GRADES, isComputed } from '../parts/resultWords.ts';
import { empty, failed, loading } from '../parts/states.ts';
import { type StudyRow, studyRows } from '../parts/studyRows.ts';
import { shared } from '../parts/styles.ts';
import type { Session } from '../session.ts';
import { studiesPageStyles } from './studiesPage.css.ts';

/** The studies with their ejection fractions, the newest first. Cines can be dropped anywhere on it. */
export class StudiesPage extends PageElement {
  static override properties = {
    session: { attribute: false },
    listed: { state: true },
    nextToken: { state: true },
    failure: { state: true },
    dragging: { state: true },
  };

  static override styles = [shared, studiesPageStyles];

  declare session: Session;
  declare listed: readonly ListedResult[] | undefined;
  declare nextToken: string;
  declare failure: unknown;
  /** Whether files are dragged over the page. */
  declare dragging: boolean;

  constructor() {
    super();
    this.nextToken = '';
    this.dragging = false;
    this.addEventListener('dragover', (event) => this.drag(event, true));
    this.addEventListener('dragleave', (event) => this.drag(event, false));
    this.addEventListener('drop', (event) => this.drop(event));
  }

  override firstUpdated(): void {
    void this.load();
  }

  private async load(token = ''): Promise<void> {
    const filter = this.session.studyFilter;
    this.failure = undefined;
    if (!token) this.listed = undefined;
    try {
      const page = await this.session.studies.list(filter, token);
      // Another filter was set in the meantime, or this page is already shown.
      if (filter !== this.session.studyFilter || (token && token !== this.nextToken)) return;
      this.listed = [...(token ? this.listed ?? [] : []), ...(page.results ?? [])];
      this.nextToken = page.nextPageToken ?? '';
    } catch (failure) {
      if (filter === this.session.studyFilter) this.failure = failure;
    }
  }

  private filter(filter: StudyFilter): void {
    this.session.studyFilter = filter;
    void this.load();
  }

  override render() {
    return html`<div class="page ${this.dragging ? 'dragging' : ''}">
      <div><h1>${t('studies')}</h1><p class="quiet">${t('studiesText')}</p></div>
      <upload-area .session=${this.session}
        @uploaded=${(e: CustomEvent<string>) => (location.hash = `#/studies/${encodeURIComponent(e.detail)}`)}></upload-area>
      ${this.filters(this.session.studyFilter)}
      ${this.content()}
    </div>`;
  }

  private filters(filter: StudyFilter) {
    const percent = (name: 'lowest' | 'highest') => html`<input type="number" name=${name} min="0" max="100" step="any"
      aria-label=${t(name === 'lowest' ? 'efLowest' : 'efHighest')} .value=${filter[name]} />`;
    const day = (name: 'from' | 'until') => html`<input type="date" name=${name}
      aria-label=${t(name === 'from' ? 'receivedFrom' : 'receivedUntil')} .value=${filter[name]} />`;
    return html`<form class="card filters" role="search" aria-label=${t('filters')} @submit=${this.submit} @reset=${this.reset}>
      <label>${t('studyKey')} <input type="search" name="studyKey" maxlength="200" autocomplete="off" .value=${filter.studyKey} /></label>
      <fieldset><legend>${t('efRange')}</legend>${percent('lowest')}<span>–</span>${percent('highest')}</fieldset>
      <fieldset><legend>${t('received')}</legend>${day('from')}<span>–</span>${day('until')}</fieldset>
      <fieldset><legend>${t('resultQuality')}</legend>
        ${Object.values(GRADES).map((grade) => html`<label class="check"><input type="checkbox" name="grade" value=${grade.filter}
          .checked=${filter.grades.includes(grade.filter)} /> ${t(grade.label)}</label>`)}</fieldset>
      <div class="row actions">
        <button class="primary">${t('search')}</button>
        <button type="reset" class="plain" ?disabled=${!isFiltered(filter)}>${t('clearFilters')}</button>
      </div>
    </form>`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    this.filter(filterOf(new FormData(event.target as HTMLFormElement)));
  }

  private reset(event: Event): void {
    event.preventDefault();
    (event.target as HTMLFormElement).querySelectorAll('input').forEach((input) => {
      if (input.type === 'checkbox') input.checked = false;
      else input.value = '';
    });
    this.filter(EVERY_STUDY);
  }

  private content() {
    if (this.failure) return failed(this.failure, () => void this.load());
    if (!this.listed) return loading();
    if (this.listed.length === 0) {
      return isFiltered(this.session.studyFilter)
        ? empty(t('noStudyFound'), t('noStudyFoundText'))
        : empty(t('studiesEmpty'), t('studiesEmptyText'));
    }
    return html`<div class="card list"><table>
        <thead><tr><th>${t('study')}</th><th>${t('viewColumn')}</th><th>${t('efColumn')}</th><th>${t('resultQuality')}</th>
          <th>${t('received')}</th></tr></thead>
        ${studyRows(this.listed).map((row) => study(row))}
      </table></div>
      ${this.nextToken
        ? html`<div class="more"><button @click=${() => void this.load(this.nextToken)}>${t('more')}</button></div>`
        : nothing}`;
  }

  private drag(event: DragEvent, over: boolean): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging = over;
  }

  private drop(event: DragEvent): void {
    this.drag(event, false);
    this.session.uploads.add(event.dataTransfer?.files ?? []);
  }
}

/** One line per clip. The study's own result, for example biplane, is on its page. */
function study({ key, clips }: StudyRow) {
  return html`<tbody>${clips.map(({ result, clipCreatedAt }, i) => html`<tr>
    ${i > 0 ? nothing : html`<th scope="rowgroup" rowspan=${clips.length}>
      <a href=${`#/studies/${encodeURIComponent(key)}`}>${key}</a></th>`}
    <td>${viewName(result.view)}</td>
    <td class=${isComputed(result) ? 'ef' : 'quiet'}>${efWords(result)}</td>
    <td>${gradeTag(result)}</td>
    <td class="small">${clipCreatedAt ? time(clipCreatedAt) : nothing}</td>
  </tr>`)}</tbody>`;
}

customElements.define('studies-page', StudiesPage);
