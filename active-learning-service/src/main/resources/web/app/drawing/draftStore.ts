import { type LeaseKey, Refused } from '../api/client.ts';
import type { Draft, Drawing } from '../api/messages.ts';

/**
 * stored: the service has the last drawing. waiting: it is about to be sent. offline: the service does not answer, and
 * it is sent again later. lost: the service has it, but the frame is no longer leased. refused: the service rejects it.
 */
export type DraftState = 'stored' | 'waiting' | 'offline' | 'lost' | 'refused';

/** A drawing that the service does not have yet. */
export interface LocalDraft extends LeaseKey {
  drawing: Drawing;
}

export interface Timers {
  set(run: () => void, milliseconds: number): number;
  clear(timer: number): void;
}

const PREFIX = 'echomotion.draft.';

/** Milliseconds from the last change of a drawing until it is sent. */
const QUIET_MS = 800;

/** Least and largest time until an unanswered drawing is sent again, milliseconds. */
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

/**
 * Sends drafts to the service. Each change is first written to the browser's own storage, and is removed from there
 * only after the service has stored it, so that neither a reload nor a lost network loses a drawing. Each reader has
 * drawings of their own: on a shared machine, nobody sends or replaces the drawings of others.
 */
export class DraftStore {
  /** The name of the present reader. */
  reader = '';
  private timer: number | undefined;
  private retryMs = FIRST_RETRY_MS;
  private sending = Promise.resolve();
  /** Tasks whose drawings are not sent, because a submission is on its way. */
  private readonly held = new Set<string>();
  /** Tasks whose last drawing the service rejected. */
  private readonly refused = new Set<string>();
  /** Drawings for which the browser's storage has no room. */
  private readonly unstored = new Map<string, string>();

  constructor(
    private readonly storage: Storage,
    private readonly save: (key: LeaseKey, drawing: Drawing) => Promise<Draft>,
    private readonly changed: (state: DraftState, key: LeaseKey) => void,
    private readonly timers: Timers = {
      set: (run, milliseconds) => setTimeout(run, milliseconds) as unknown as number,
      clear: (timer) => clearTimeout(timer),
    },
  ) {}

  /** Keeps a changed drawing, and sends it when no further change follows for a while. */
  keep(key: LeaseKey, drawing: Drawing): void {
    const draft: LocalDraft = { taskId: key.taskId, leaseToken: key.leaseToken, drawing };
    const name = this.prefix + key.taskId;
    this.remove(name);
    try {
      this.storage.setItem(name, JSON.stringify(draft));
    } catch {
      this.unstored.set(name, JSON.stringify(draft));
    }
    this.refused.delete(key.taskId);
    this.changed('waiting', key);
    this.schedule(QUIET_MS);
  }

  /** The drawing of a task that the service does not have yet. */
  unsent(taskId: string): LocalDraft | undefined {
    const name = this.prefix + taskId;
    const text = this.unstored.get(name) ?? this.storage.getItem(name);
    if (text === null) return undefined;
    try {
      return JSON.parse(text) as LocalDraft;
    } catch {
      this.remove(name);
      return undefined;
    }
  }

  /** Stops sending drafts of a task, and waits for the one being sent. The submission must arrive last. */
  async hold(taskId: string): Promise<void> {
    this.held.add(taskId);
    await this.sending;
  }

  /** Ends `hold` after the submission failed. */
  resume(taskId: string): void {
    this.held.delete(taskId);
    if (this.unsent(taskId)) this.schedule(QUIET_MS);
  }

  /** Forgets the drawing of a task that is finished. */
  forget(taskId: string): void {
    this.held.delete(taskId);
    this.remove(this.prefix + taskId);
  }

  /** Sends all drawings that the service does not have yet, now. */
  async flush(): Promise<void> {
    if (this.timer !== undefined) this.timers.clear(this.timer);
    this.timer = undefined;
    this.sending = this.sending.then(() => this.sendAll());
    await this.sending;
  }

  private schedule(milliseconds: number): void {
    if (this.timer !== undefined) this.timers.clear(this.timer);
    this.timer = this.timers.set(() => void this.flush(), milliseconds);
  }

  /** What the names of the present reader's drawings begin with. */
  private get prefix(): string {
    return `${PREFIX}${encodeURIComponent(this.reader)}/`;
  }

  private remove(name: string): void {
    this.unstored.delete(name);
    this.storage.removeItem(name);
  }

  private tasks(): string[] {
    const stored = Array.from({ length: this.storage.length }, (_, i) => this.storage.key(i) ?? '');
    return [...stored, ...this.unstored.keys()]
      .filter((name) => name.startsWith(this.prefix))
      .map((name) => name.slice(this.prefix.length));
  }

  private async sendAll(): Promise<void> {
    for (const taskId of this.tasks()) {
      const draft = this.unsent(taskId);
      if (draft === undefined || this.held.has(taskId) || this.refused.has(taskId)) continue;
      try {
        const stored = await this.save({ taskId, leaseToken: draft.leaseToken }, draft.drawing);
        this.retryMs = FIRST_RETRY_MS;
        this.accept(draft, stored.note ? 'lost' : 'stored');
      } catch (failure) {
        if (!this.handle(failure, draft)) return;
      }
    }
  }

  /** Removes what was sent, unless the reader went on drawing in the meantime. */
  private accept(sent: LocalDraft, state: DraftState): void {
    const now = this.unsent(sent.taskId);
    if (now && JSON.stringify(now) !== JSON.stringify(sent)) return;
    this.remove(this.prefix + sent.taskId);
    this.changed(state, sent);
  }

  /** Returns whether the next drawing may be sent. */
  private handle(failure: unknown, draft: LocalDraft): boolean {
    if (failure instanceof Refused && failure.status < 500) {
      // It stays in the browser's storage, but sending it again would not help.
      this.refused.add(draft.taskId);
      this.changed('refused', draft);
      return true;
    }
    this.changed('offline', draft);
    this.schedule(this.retryMs);
    this.retryMs = Math.min(LAST_RETRY_MS, 2 * this.retryMs);
    return false;
  }
}
