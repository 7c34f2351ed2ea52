import { css, html, nothing } from 'lit';
import type { Campaign, Draft, Lease, Stats } from '../api/messages.ts';
import { Refused } from '../api/client.ts';
import { number, t, time } from '../i18n/language.ts';
import { campaignMeter } from '../parts/meter.ts';
import { LoadedPage } from '../parts/loadedPage.ts';
import { phaseName, reasonList, viewName } from '../parts/reasons.ts';
import { empty, failed, loading } from '../parts/states.ts';
import { shared } from '../parts/styles.ts';

interface Loaded {
  stats: Stats;
  leases: Lease[];
  drafts: Draft[];
  campaigns: Campaign[];
}

/** Where a reader starts: the next frame, the frames in work, and how far the campaigns are. */
export class QueuePage extends LoadedPage<Loaded> {
  static override properties = { campaignId: { state: true }, busy: { state: true }, none: { state: true } };

  static override styles = [
    shared,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr);
        gap: 1.1rem;
        align-items: start;
      }
      .next {
        display: grid;
        gap: 1rem;
        padding: 1.5rem;
      }
      .next .state {
        padding: 0.5rem 0;
      }
      .next .primary {
        min-height: 3.2rem;
        font-size: 1.1rem;
        padding-inline: 1.6rem;
      }
      .counts {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        gap: 0.75rem;
        margin: 0;
      }
      .counts dd {
        margin: 0;
        font-size: 1.7rem;
        font-weight: 650;
        letter-spacing: -0.02em;
        font-variant-numeric: tabular-nums;
      }
      .counts dt {
        font-size: 0.82rem;
        color: var(--quiet);
      }
      .counts div {
        display: flex;
        flex-direction: column-reverse;
        justify-content: flex-end;
      }
      .stack {
        display: grid;
        gap: 1.1rem;
      }
      .frames {
        display: grid;
        gap: 0.75rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .frames > li {
        display: grid;
        grid-template-columns: 84px 1fr auto;
        gap: 0.9rem;
        align-items: center;
      }
      ul.reasons {
        font-size: 0.85rem;
      }
      .campaign + .campaign {
        margin-top: 1rem;
      }
      .campaign .row {
        margin-bottom: 0.35rem;
      }
      @media (max-width: 800px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media (max-width: 480px) {
        .counts {
          grid-template-columns: repeat(2, 1fr);
        }
      }
    `,
  ];

  declare campaignId: string;
  declare busy: boolean;
  declare none: boolean;

  constructor() {
    super();
    this.campaignId = '';
    this.busy = this.none = false;
  }

  protected override async fetch(): Promise<Loaded> {
    await this.session.drafts.flush();
    const { client } = this.session;
    const [stats, leases, drafts, campaigns] = await Promise.all([
      client.stats(), client.leases(), client.drafts(), client.campaigns().catch(orNone),
    ]);
    return { stats, leases, drafts, campaigns };
  }

  private async lease(): Promise<void> {
    this.busy = true;
    this.none = false;
    try {
      const lease = await this.session.client.leaseNext(this.campaignId);
      if (lease) {
        this.session.lease = lease;
        location.hash = `#/read/${lease.task.taskId}`;
      } else this.none = true;
    } catch (failure) {
      this.complain(failure);
    } finally {
      this.busy = false;
    }
  }

  override render() {
    if (this.failure) return failed(this.failure, () => void this.load());
    if (!this.data) return loading();
    const { leases, drafts } = this.data;
    return html`<div class="page">
      <div class="columns">
        <div class="stack">
          ${this.nextCard(this.data)}
          <section class="card" aria-labelledby="leases">
            <h2 id="leases">${t('yourFrames')}</h2>
            ${leases.length === 0
              ? html`<p class="quiet">${t('noLeases')}</p>`
              : html`<ul class="frames">${leases.map((l) => this.leaseRow(l))}</ul>`}
          </section>
          ${drafts.length === 0 ? nothing : html`<section class="card" aria-labelledby="drafts">
            <h2 id="drafts">${t('looseDrafts')}</h2>
            <p class="quiet small">${t('looseDraftsText')}</p>
            <ul class="frames">${drafts.map((d) => this.draftRow(d))}</ul>
          </section>`}
        </div>
        ${this.progress(this.data)}
      </div>
    </div>`;
  }

  private nextCard({ stats, campaigns }: Loaded) {
    const open = campaigns.filter((c) => c.settings.state !== 'CAMPAIGN_STATE_CLOSED');
    return html`<section class="card next" aria-labelledby="next">
      <div><h1 id="next">${t('queueTitle')}</h1><p class="quiet">${t('queueText')}</p></div>
      ${this.none ? empty(t('queueEmpty'), t('queueEmptyText')) : nothing}
      <div class="row">
        <button class="primary" ?disabled=${this.busy} @click=${() => void this.lease()}>${t('nextFrame')}</button>
        ${open.length < 2 ? nothing : html`<select aria-label=${t('campaign')}
            @change=${(e: Event) => (this.campaignId = (e.target as HTMLSelectElement).value)}>
            <option value="">${t('anyCampaign')}</option>
            ${open.map((c) => html`<option value=${c.campaignId}>${c.settings.name}</option>`)}
          </select>`}
      </div>
      <dl class="counts">
        ${([['waiting', stats.waiting], ['leasedNow', stats.leased], ['read', stats.submitted], ['readByYou', stats.submittedByCaller]] as const)
          .map(([key, value]) => html`<div><dt>${t(key)}</dt><dd>${number(Number(value ?? 0))}</dd></div>`)}
      </dl>
    </section>`;
  }

  private leaseRow({ task, leaseExpiresAt, draft }: Lease) {
    // A note means that the drawing is from a lease that has ended. It is offered, but this reading has not begun.
    const drawing = draft?.note ? undefined : draft?.drawing;
    const begun = drawing !== undefined || this.session.drafts.unsent(task.taskId) !== undefined;
    return html`<li>
      <frame-thumbnail .client=${this.session.client} .clipId=${task.clipId} .frameIndex=${task.frameIndex ?? 0}
        .geometry=${task.geometry} .outline=${drawing?.contour ?? task.suggestedContour ?? []}></frame-thumbnail>
      <div>
        <strong>${viewName(task.view)}${phaseName(task.phase) ? ` · ${phaseName(task.phase)}` : ''}</strong>
        ${begun ? html`<span class="tag accent">${t('begun')}</span>` : nothing}
        ${reasonList((task.reasons ?? []).slice(0, 2))}
        <span class="quiet small">${t('leasedUntil', { time: time(leaseExpiresAt) })}</span>
      </div>
      <a class="button" href=${`#/read/${task.taskId}`}>${t('goOn')}</a>
    </li>`;
  }

  private draftRow(draft: Draft) {
    return html`<li>
      <frame-thumbnail .client=${this.session.client} .clipId=${draft.clipId} .frameIndex=${draft.frameIndex ?? 0}
        .outline=${draft.drawing?.contour ?? []}></frame-thumbnail>
      <div><strong>${draft.clipId ? t('frameNumber', { index: (draft.frameIndex ?? 0) + 1 }) : t('frameUnknown')}</strong>
        <p class="quiet small">${draft.savedAt ? time(draft.savedAt) : nothing}</p></div>
    </li>`;
  }

  private progress({ campaigns }: Loaded) {
    return html`<section class="card" aria-labelledby="progress">
      <h2 id="progress">${t('progress')}</h2>
      ${campaigns.length === 0 ? html`<p class="quiet">${t('noCampaigns')}</p>` : campaigns.map((c) => html`<div class="campaign">
        ${campaignMeter(c)}
      </div>`)}
    </section>`;
  }
}

/** Some readers are not allowed to see the campaigns. */
function orNone(failure: unknown): Campaign[] {
  if (failure instanceof Refused && failure.status === 403) return [];
  throw failure;
}

customElements.define('queue-page', QueuePage);
