import { css, html, nothing } from 'lit';
import type { Model, ModelMetric } from '../api/models.ts';
import { t, time } from '../i18n/language.ts';
import { LoadedPage } from '../parts/loadedPage.ts';
import { figuresOf, isPart, metricLabel, metricWords } from '../parts/modelFigures.ts';
import { failed, loading } from '../parts/states.ts';
import { shared } from '../parts/styles.ts';

/** The models in use: what they were trained on, and how well they performed. */
export class ModelsPage extends LoadedPage<Model[]> {
  static override styles = [
    shared,
    css`
      .page {
        display: grid;
        gap: 1.1rem;
      }
      .card > :last-child {
        margin-bottom: 0;
      }
      h2 {
        margin: 0;
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        grid-template-columns: fit-content(40%) minmax(0, 1fr);
        gap: 0.35rem 1rem;
        margin: 0.8rem 0;
      }
      dt {
        color: var(--quiet);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .figures {
        overflow-x: auto;
        margin-bottom: 0.6rem;
      }
      summary {
        cursor: pointer;
      }
    `,
  ];

  protected override fetch(): Promise<Model[]> {
    return this.session.studies.models();
  }

  override render() {
    return html`<div class="page">
      <div><h1>${t('models')}</h1><p class="quiet">${t('modelsText')}</p></div>
      ${this.content()}
    </div>`;
  }

  private content() {
    if (this.failure) return failed(this.failure, () => void this.load());
    return this.data ? this.data.map((model) => this.card(model)) : loading();
  }

  private card(model: Model) {
    const { name, version, metrics = [] } = model;
    const facts = [
      [t('trainedOn'), (model.trainedOn ?? []).join(', ')],
      [t('trainedAt'), model.createdAt ? time(model.createdAt) : ''],
      [t('licence'), model.licence ?? ''],
      [t('citation'), model.citation ?? ''],
      ['SHA-256', model.sha256 ?? ''],
    ];
    const parts = metrics.filter(isPart);
    return html`<article class="card">
      <div class="row between"><h2>${name}</h2><span class="tag">${version}</span></div>
      <dl>${facts.filter(([, value]) => value !== '').map(([fact, value]) => html`<dt>${fact}</dt><dd lang="en">${value}</dd>`)}</dl>
      ${this.table(name, metrics.filter((metric) => !isPart(metric)))}
      ${parts.length === 0 ? nothing : html`<details><summary>${t('partsOfData')}</summary>${this.table(t('partsOfData'), parts)}</details>`}
    </article>`;
  }

  private table(label: string, metrics: readonly ModelMetric[]) {
    if (metrics.length === 0) return nothing;
    const { names, rows } = figuresOf(metrics);
    return html`<div class="figures" tabindex="0" role="region" aria-label=${label}><table>
      <thead><tr><th scope="col">${t('measuredOn')}</th>
        ${names.map((name) => html`<th scope="col" class="number">${metricLabel(name)}</th>`)}</tr></thead>
      <tbody>${rows.map(({ dataSet, values }) => html`<tr><th scope="row">${dataSet || '–'}</th>
        ${values.map((metric) => html`<td class="number">${metric ? metricWords(metric) : '–'}</td>`)}</tr>`)}</tbody>
    </table></div>`;
  }
}

customElements.define('models-page', ModelsPage);
