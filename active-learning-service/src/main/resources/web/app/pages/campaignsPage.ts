import { css, html, nothing } from 'lit';
import type { Campaign, CampaignSettings } from '../api/messages.ts';
import { number, percent, t, time } from '../i18n/language.ts';
import { campaignMeter, stateName } from '../parts/meter.ts';
import { STRATEGIES } from '../parts/campaignForm.ts';
import { DEFAULTS } from '../parts/campaignSettings.ts';
import { LoadedPage } from '../parts/loadedPage.ts';
import { empty, failed, loading } from '../parts/states.ts';
import { shared } from '../parts/styles.ts';

/** The campaigns with their progress; creates and changes them. */
export class CampaignsPage extends LoadedPage<Campaign[]> {
  static override properties = { editing: { state: true } };

  static override styles = [
    shared,
    css`
      .head {
        margin-bottom: 1.1rem;
      }
      .list {
        display: grid;
        gap: 1rem;
        grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr));
        align-items: start;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.15rem 1rem;
        margin: 0.9rem 0;
        font-size: 0.9rem;
      }
      dt {
        color: var(--quiet);
      }
      dd {
        margin: 0;
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  /** The campaign that is changed; without an identifier: a new one. */
  declare editing: { campaignId: string; settings: CampaignSettings } | undefined;

  protected override fetch(): Promise<Campaign[]> {
    return this.session.client.campaigns();
  }

  private async save(settings: CampaignSettings): Promise<void> {
    const { client } = this.session;
    try {
      if (this.editing?.campaignId) await client.updateCampaign(this.editing.campaignId, settings);
      else await client.createCampaign(settings);
      this.editing = undefined;
      this.say(t('saved'));
      await this.load();
    } catch (failure) {
      this.complain(failure);
    }
  }

  override render() {
    if (this.failure) return failed(this.failure, () => void this.load());
    const campaigns = this.data;
    if (!campaigns) return loading();
    if (this.editing) {
      return html`<div class="page"><campaign-form .settings=${this.editing.settings} .isNew=${!this.editing.campaignId}
        @save=${(e: CustomEvent<CampaignSettings>) => void this.save(e.detail)}
        @cancel=${() => (this.editing = undefined)}></campaign-form></div>`;
    }
    const may = this.session.may('ml-engineer', 'admin');
    const create = !may ? nothing : html`<button class="primary"
      @click=${() => (this.editing = { campaignId: '', settings: DEFAULTS })}>${t('newCampaign')}</button>`;
    return html`<div class="page">
      <div class="row between head">
        <div><h1>${t('campaigns')}</h1><p class="quiet">${t('campaignsText')}</p></div>
        ${campaigns.length > 0 ? create : nothing}
      </div>
      ${campaigns.length === 0
        ? empty(t('campaignsEmpty'), t('campaignsEmptyText'), create)
        : html`<div class="list">${campaigns.map((c) => this.card(c))}</div>`}
    </div>`;
  }

  private card(campaign: Campaign) {
    const s = campaign.settings;
    const rows: [string, string][] = [
      [t('state'), stateName(campaign)],
      [t('views'), (s.views ?? []).map((v) => v.replace('VIEW_', '')).join(', ')],
      [t('strategy'), t(STRATEGIES[s.strategy] ?? 'strategyFull')],
      [t('readersPerFrame'), number(s.readers ?? 1)],
      [t('framesPerClip'), number(s.framesPerClip ?? 3)],
      [t('smallestAgreement'), number(s.smallestAgreement ?? 0.85, 2)],
      [t('randomShare'), percent(s.randomShare ?? 0.1)],
      [t('withoutProposalShare'), percent(s.withoutProposalShare ?? 0.05)],
    ];
    return html`<article class="card">
      ${campaignMeter(campaign)}
      <dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      <div class="row between">
        <span class="quiet small">${t('createdBy', { name: campaign.createdBy, time: time(campaign.createdAt) })}</span>
        ${this.session.may('ml-engineer', 'admin')
          ? html`<button @click=${() => (this.editing = { campaignId: campaign.campaignId, settings: s })}>
              ${t('change')}</button>`
          : nothing}
      </div>
    </article>`;
  }
}

customElements.define('campaigns-page', CampaignsPage);
