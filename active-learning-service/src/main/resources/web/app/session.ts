import { Client } from './api/client.ts';
import type { Caller, Lease } from './api/messages.ts';
import { StudyClient } from './api/studyClient.ts';
import { EVERY_STUDY, type StudyFilter } from './api/studyFilter.ts';
import { type DraftState, DraftStore } from './drawing/draftStore.ts';
import { rememberOnlyOf } from './drawing/outlines.ts';
import { Uploads } from './uploads.ts';

const USER = 'echomotion.user';

/** What the pages share: the clients, the drafts, and the caller. It has an event `change`. */
export class Session extends EventTarget {
  readonly client = new Client((answered) => this.setConnected(answered));
  readonly studies = new StudyClient((answered) => this.setConnected(answered));
  readonly uploads = new Uploads(this.studies);
  readonly drafts = new DraftStore(
    localStorage,
    (key, drawing) => this.client.saveDraft(key, drawing),
    (state, { leaseToken }) => this.setDraftState(state, leaseToken),
  );
  caller: Caller | undefined;
  connected = true;
  /** The session of the sign-in has ended. */
  signedOut = false;
  /** What has become of the last drawing, by the token of its lease. */
  readonly draftStates = new Map<string, DraftState>();
  /** The lease that was taken last, so that the editor need not ask for it. */
  lease: Lease | undefined;
  /** What the list of studies shows, so that it is the same after a study was open. */
  studyFilter: StudyFilter = EVERY_STUDY;

  constructor() {
    super();
    for (const calls of [this.client, this.studies]) {
      calls.signedOut = () => {
        this.signedOut = true;
        this.changed();
      };
      calls.user = localStorage.getItem(USER) ?? '';
    }
    globalThis.addEventListener('online', () => void this.drafts.flush());
    globalThis.addEventListener('beforeunload', (event) => {
      if (this.uploads.busy) event.preventDefault();
    });
  }

  /** Asks who the caller is, and sends the drawings that an earlier visit could not send. */
  async start(): Promise<void> {
    this.caller = await this.client.me();
    this.drafts.reader = this.caller.name;
    rememberOnlyOf(this.caller.name);
    this.changed();
    void this.drafts.flush();
  }

  /** Loads the page again if somebody else has signed in meanwhile, in another tab. */
  async checkCaller(): Promise<void> {
    if (document.hidden || !this.caller?.signedIn) return;
    try {
      const { name } = await this.client.me();
      if (name !== this.caller.name) location.reload();
    } catch {
      // The next call says that the session has ended, or that there is no connection.
    }
  }

  /** Sets the name of the local user, where there is no sign-in. It is used from the next load of the page on. */
  async rename(name: string): Promise<void> {
    // What a local user's name and a header may contain.
    const allowed = name.replace(/[^\p{L}\p{N}._ -]|[^ -\u00ff]/gu, '').trim();
    await this.drafts.flush(); // In the name of the one who drew.
    localStorage.setItem(USER, allowed);
  }

  may(...roles: string[]): boolean {
    return this.caller === undefined || roles.some((role) => this.caller?.roles.includes(role));
  }

  private setConnected(connected: boolean): void {
    if (this.connected === connected) return;
    this.connected = connected;
    this.changed();
  }

  private setDraftState(state: DraftState, leaseToken: string): void {
    this.draftStates.set(leaseToken, state);
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
