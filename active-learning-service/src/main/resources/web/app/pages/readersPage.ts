import { css, html } from 'lit';
import type { ReaderFigures } from '../api/messages.ts';
import { number, t } from '../i18n/language.ts';
import { LoadedPage } from '../parts/loadedPage.ts';
import { empty, failed, loading } from '../parts/states.ts';
import { shared } from '../parts/styles.ts';

/** Figures of each reader: how many frames, how fast, and how well the outlines agree. */
export class ReadersPage extends LoadedPage<ReaderFigures[]> {
  static override styles = [
    shared,
    css`
      .card {
        padding: 0.4rem 0.6rem;
        overflow-x: auto;
      }
      .head {
        margin-bottom: 1.1rem;
      }
      .note {
        margin-top: 0.9rem;
      }
    `,
  ];

  protected override fetch(): Promise<ReaderFigures[]> {
    return this.session.client.readers();
  }

  private async download(): Promise<void> {
    try {
      const url = URL.createObjectURL(await this.session.client.readersCsv());
      const link = document.createElement('a');
      link.href = url;
      link.download = 'readers.csv';
      link.click();
      URL.revokeObjectURL(url);
    } catch (failure) {
      this.complain(failure);
    }
  }

  override render() {
    return html`<div class="page">
      <div class="row between head">
        <div><h1>${t('readers')}</h1><p class="quiet">${t('readersText')}</p></div>
        <button @click=${() => void this.download()}>${t('downloadCsv')}</button>
      </div>
      ${this.content()}
    </div>`;
  }

  private content() {
    if (this.failure) return failed(this.failure, () => void this.load());
    const readers = this.data;
    if (!readers) return loading();
    if (readers.length === 0) return empty(t('readersEmpty'), t('readersEmptyText'));
    const dice = (value: number | undefined) => (value === undefined ? '–' : number(value, 3));
    return html`<div class="card" tabindex="0" role="region" aria-label=${t('readers')}><table>
      <thead><tr><th scope="col">${t('reader')}</th>
        ${(['annotations', 'skippedCount', 'medianTime', 'diceWithOthers', 'diceWithGold', 'diceShown', 'diceHidden'] as const)
          .map((key) => html`<th scope="col" class="number">${t(key)}</th>`)}</tr></thead>
      <tbody>${readers.map((r) => html`<tr>
        <th scope="row">${r.annotator}</th>
        <td class="number">${number(Number(r.annotations ?? 0))}</td>
        <td class="number">${number(Number(r.skipped ?? 0))}</td>
        <td class="number">${r.medianTime ? `${number(parseFloat(r.medianTime))} s` : '–'}</td>
        <td class="number">${dice(r.meanDice)}</td>
        <td class="number">${dice(r.goldDice)}
          ${Number(r.goldFrames ?? 0) > 0 ? html`<span class="quiet small">(${r.goldFrames})</span>` : ''}</td>
        <td class="number">${dice(r.diceWithShownProposal)}</td>
        <td class="number">${dice(r.diceWithHiddenProposal)}</td>
      </tr>`)}</tbody>
    </table></div>
    <p class="quiet small note">${t('readersNote')}</p>`;
  }
}

customElements.define('readers-page', ReadersPage);
