import { Client } from './api/client.ts';
import type { Caller, Lease } from './api/messages.ts';
import { type DraftState, DraftStore } from './drawing/draftStore.ts';

const USER = 'echomotion.user';

/** What the pages share: the client, the drafts, and the caller. Tells its listeners when something changes. */
export class Session extends EventTarget {
  readonly client = new Client((answered) => this.setConnected(answered));
  readonly drafts = new DraftStore(
    localStorage,
    (key, drawing) => this.client.saveDraft(key, drawing),
    (state) => this.setDraftState(state),
  );
  caller: Caller | undefined;
  connected = true;
  draftState: DraftState = 'stored';
  /** The lease that was taken last, so that the editor need not ask for it. */
  lease: Lease | undefined;

  constructor() {
    super();
    this.client.user = localStorage.getItem(USER) ?? '';
    globalThis.addEventListener('online', () => void this.drafts.flush());
  }

  /** Asks who the caller is, and sends the drawings that an earlier visit could not send. */
  async start(): Promise<void> {
    this.caller = await this.client.me();
    this.drafts.reader = this.caller.name;
    this.changed();
    void this.drafts.flush();
  }

  /** Sets the name of the local user, where there is no sign-in. */
  async rename(name: string): Promise<void> {
    // What a local user's name and a header may contain.
    const allowed = name.replace(/[^\p{L}\p{N}._ -]|[^ -\u00ff]/gu, '').trim();
    localStorage.setItem(USER, allowed);
    this.client.user = allowed;
    await this.start();
  }

  may(...roles: string[]): boolean {
    return this.caller === undefined || roles.some((role) => this.caller?.roles.includes(role));
  }

  private setConnected(connected: boolean): void {
    if (this.connected === connected) return;
    this.connected = connected;
    this.changed();
  }

  private setDraftState(state: DraftState): void {
    this.draftState = state;
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
