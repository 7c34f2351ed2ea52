import { css, html } from 'lit';
import type { CampaignSettings, CampaignState, Strategy } from '../api/messages.ts';
import type { Key } from '../i18n/en.ts';
import { t } from '../i18n/language.ts';
import { DEFAULTS, minutesOf, percentOf, settingsOf } from './campaignSettings.ts';
import { PageElement } from './pageElement.ts';
import { shared } from './styles.ts';

export const STRATEGIES: Record<Strategy, Key> = {
  SELECTION_STRATEGY_FULL: 'strategyFull',
  SELECTION_STRATEGY_ENTROPY: 'strategyEntropy',
  SELECTION_STRATEGY_RANDOM: 'strategyRandom',
  SELECTION_STRATEGY_STRATIFIED_RANDOM: 'strategyStratified',
  SELECTION_STRATEGY_DIVERSE: 'strategyDiverse',
};

const STATES: Record<CampaignState, Key> = {
  CAMPAIGN_STATE_OPEN: 'stateOpen',
  CAMPAIGN_STATE_FULL: 'stateFull',
  CAMPAIGN_STATE_CLOSED: 'stateClosed',
};

/** Settings of a campaign. Emits `save` with the settings, or `cancel`. */
export class CampaignForm extends PageElement {
  static override properties = { settings: { attribute: false }, isNew: { type: Boolean } };

  static override styles = [
    shared,
    css`
      form {
        max-width: 46rem;
        margin: 0 auto;
      }
      fieldset {
        border: 0;
        padding: 0;
        margin: 0 0 1.5rem;
        display: grid;
        gap: 0.9rem 1.25rem;
        grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
      }
      legend {
        font-weight: 650;
        padding: 0;
        margin-bottom: 0.7rem;
      }
      .field {
        display: grid;
        gap: 0.25rem;
        align-content: start;
      }
      .field input,
      .field select {
        width: 100%;
        min-width: 0;
      }
      .field .check input {
        width: auto;
      }
      .field > span {
        font-weight: 550;
      }
      .field .row {
        min-height: 2.4rem;
      }
      h1 {
        margin-bottom: 1rem;
      }
      .field small {
        color: var(--quiet);
      }
      .name {
        grid-column: span 2;
      }
      @media (max-width: 640px) {
        .name {
          grid-column: auto;
        }
      }
      .check {
        display: flex;
        gap: 0.5rem;
        align-items: center;
        font-weight: 500;
      }
      .foot {
        justify-content: flex-end;
      }
    `,
  ];

  declare settings: CampaignSettings;
  declare isNew: boolean;

  override render() {
    const s = this.settings;
    return html`<form class="card" @submit=${this.save}>
      <h1>${t(this.isNew ? 'newCampaign' : 'changeCampaign')}</h1>
      <fieldset>
        <div class="field name"><label for="name">${t('name')}</label>
          <input id="name" name="name" required maxlength="64" pattern="[A-Za-z0-9 ._\\-]+" .value=${s.name} aria-describedby="name-help" />
          <small id="name-help">${t('nameHelp')}</small></div>
        ${this.choice('state', STATES, s.state)} ${this.choice('strategy', STRATEGIES, s.strategy)}
        <div class="field"><span id="views">${t('views')}</span>
          <div class="row" role="group" aria-labelledby="views">${(['VIEW_A4C', 'VIEW_A2C'] as const).map((view) =>
            html`<label class="check"><input type="checkbox" name="views" value=${view} .checked=${(s.views ?? []).includes(view)} />
              ${view.replace('VIEW_', '')}</label>`)}</div></div>
        ${this.figure('smallestAgreement', 'smallestAgreement', s.smallestAgreement ?? DEFAULTS.smallestAgreement, 0, 1, 'any', 'smallestAgreementHelp')}
      </fieldset>
      <fieldset><legend>${t('reading')}</legend>
        ${this.figure('readers', 'readersPerFrame', s.readers, 1, 5, 1)}
        ${this.figure('leasesPerPerson', 'leasesPerPerson', s.leasesPerPerson, 1, 20, 1)}
        ${this.figure('leaseMinutes', 'leaseMinutes', minutesOf(s.leaseDuration ?? DEFAULTS.leaseDuration), 0.01, 480, 'any')}
        ${this.figure('randomShare', 'randomShare', percentOf(s.randomShare ?? DEFAULTS.randomShare), 10, 100, 'any', 'percentHelp')}
        ${this.figure('withoutProposalShare', 'withoutProposalShare', percentOf(s.withoutProposalShare ?? DEFAULTS.withoutProposalShare), 0, 100, 'any', 'percentHelp')}
        ${this.figure('goldShare', 'goldShare', percentOf(s.goldShare ?? DEFAULTS.goldShare), 0, 50, 'any', 'percentHelp')}
      </fieldset>
      <fieldset><legend>${t('selection')}</legend>
        ${this.figure('framesPerClip', 'framesPerClip', s.framesPerClip, 1, 50, 1)}
        ${this.figure('framesPerStudy', 'framesPerStudy', s.framesPerStudy, 1, 200, 1)}
        ${this.figure('budget', 'budget', Number(s.budget ?? 0), 0, 10_000_000, 1, 'budgetHelp')}
      </fieldset>
      <div class="row foot">
        <button type="button" class="plain" @click=${() => this.emit('cancel')}>${t('cancel')}</button>
        <button class="primary">${t('save')}</button>
      </div>
    </form>`;
  }

  private choice(name: string, choices: Record<string, Key>, chosen: string) {
    return html`<div class="field"><label for=${name}>${t(name as Key)}</label>
      <select id=${name} name=${name}>${Object.entries(choices).map(([value, key]) =>
        html`<option value=${value} ?selected=${value === chosen}>${t(key)}</option>`)}</select></div>`;
  }

  private figure(name: string, label: Key, value: number, least: number, most: number, step: 1 | 'any', help?: Key) {
    return html`<div class="field"><label for=${name}>${t(label)}</label>
      <input id=${name} name=${name} type="number" required min=${least} max=${most} step=${step}
        .value=${String(value)} aria-describedby=${help ? `${name}-help` : ''} />
      ${help ? html`<small id=${`${name}-help`}>${t(help)}</small>` : ''}</div>`;
  }

  private save(event: SubmitEvent): void {
    event.preventDefault();
    const settings = settingsOf(new FormData(event.target as HTMLFormElement));
    if (settings.views.length === 0) return this.say(t('chooseView'), 'bad');
    this.emit('save', settings);
  }
}

customElements.define('campaign-form', CampaignForm);
