import { type LeaseKey, NoAnswer, Refused } from '../api/client.ts';
import type { Draft, Drawing } from '../api/messages.ts';

/**
 * stored: the service has the last drawing. waiting: it is about to be sent. offline: the service does not answer, and
 * it is sent again later. lost: the service has it, but the frame is no longer leased. refused: the service rejects it.
 */
export type DraftState = 'stored' | 'waiting' | 'offline' | 'lost' | 'refused';

/** A drawing that the service does not have yet. */
export interface LocalDraft extends LeaseKey {
  /** Who drew it: on a shared machine, nobody sends the drawings of others. */
  reader: string;
  drawing: Drawing;
}

export interface Timers {
  set(run: () => void, milliseconds: number): number;
  clear(timer: number): void;
}

const PREFIX = 'echomotion.draft.';

/** Milliseconds between the last change of a drawing and its sending. */
const QUIET_MS = 800;

/** Milliseconds until an unanswered drawing is sent again: the first time, and at most. */
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

/**
 * Sends drafts to the service. Each change is first written to the browser's own storage, and is removed from there
 * only after the service has stored it, so that neither a reload nor a lost network loses a drawing.
 */
export class DraftStore {
  /** The name of the present reader. */
  reader = '';
  private timer: number | undefined;
  private retryMs = FIRST_RETRY_MS;
  private sending: Promise<void> | undefined;
  private stopped = new Set<string>();

  constructor(
    private readonly storage: Storage,
    private readonly save: (key: LeaseKey, drawing: Drawing) => Promise<Draft>,
    private readonly changed: (state: DraftState) => void,
    private readonly timers: Timers = {
      set: (run, milliseconds) => setTimeout(run, milliseconds) as unknown as number,
      clear: (timer) => clearTimeout(timer),
    },
  ) {}

  /** Keeps a changed drawing, and sends it once it has been quiet for a while. */
  keep(key: LeaseKey, drawing: Drawing): void {
    this.stopped.delete(key.taskId);
    const draft: LocalDraft = { taskId: key.taskId, leaseToken: key.leaseToken, reader: this.reader, drawing };
    this.storage.setItem(PREFIX + key.taskId, JSON.stringify(draft));
    this.changed('waiting');
    this.schedule(QUIET_MS);
  }

  /** The drawing of a task that the service does not have yet. */
  unsent(taskId: string): LocalDraft | undefined {
    const text = this.storage.getItem(PREFIX + taskId);
    if (text === null) return undefined;
    try {
      const draft = JSON.parse(text) as LocalDraft;
      return draft.reader === this.reader ? draft : undefined;
    } catch {
      this.storage.removeItem(PREFIX + taskId);
      return undefined;
    }
  }

  /** Sends nothing more of a task, and waits for what is on its way: its submission must be the last word. */
  async hold(taskId: string): Promise<void> {
    this.stopped.add(taskId);
    await this.sending;
  }

  /** Ends `hold` after the submission failed. */
  resume(taskId: string): void {
    this.stopped.delete(taskId);
    if (this.unsent(taskId)) this.schedule(QUIET_MS);
  }

  /** Forgets the drawing of a task that is finished. */
  forget(taskId: string): void {
    this.stopped.add(taskId);
    this.storage.removeItem(PREFIX + taskId);
  }

  /** Sends all drawings that the service does not have yet, now. */
  async flush(): Promise<void> {
    if (this.timer !== undefined) this.timers.clear(this.timer);
    this.timer = undefined;
    await this.sending;
    this.sending = this.sendAll();
    await this.sending;
  }

  private schedule(milliseconds: number): void {
    if (this.timer !== undefined) this.timers.clear(this.timer);
    this.timer = this.timers.set(() => void this.flush(), milliseconds);
  }

  private tasks(): string[] {
    return Array.from({ length: this.storage.length }, (_, i) => this.storage.key(i) ?? '')
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length));
  }

  private async sendAll(): Promise<void> {
    for (const taskId of this.tasks()) {
      const draft = this.unsent(taskId);
      if (draft === undefined || this.stopped.has(taskId)) continue;
      try {
        const { leaseToken } = draft;
        const stored = await this.save({ taskId, leaseToken }, draft.drawing);
        this.retryMs = FIRST_RETRY_MS;
        this.accept(draft, stored.note ? 'lost' : 'stored');
      } catch (failure) {
        if (!this.handle(failure, taskId)) return;
      }
    }
  }

  /** Removes what was sent, unless the reader went on drawing in the meantime. */
  private accept(sent: LocalDraft, state: DraftState): void {
    const now = this.unsent(sent.taskId);
    if (now && JSON.stringify(now) !== JSON.stringify(sent)) return;
    this.storage.removeItem(PREFIX + sent.taskId);
    this.changed(state);
  }

  /** Returns whether the next drawing may be sent. */
  private handle(failure: unknown, taskId: string): boolean {
    if (failure instanceof Refused && failure.status < 500) {
      // It stays in the browser's storage, but sending it again would not help.
      this.stopped.add(taskId);
      this.changed('refused');
      return true;
    }
    if (!(failure instanceof NoAnswer) && !(failure instanceof Refused)) throw failure;
    this.changed('offline');
    this.schedule(this.retryMs);
    this.retryMs = Math.min(LAST_RETRY_MS, 2 * this.retryMs);
    return false;
  }
}
