import { Busy, NoAnswer, SignedOut } from './api/client.ts';
import type { ClipResult, StoredClip } from './api/results.ts';
import type { StudyClient } from './api/studyClient.ts';

/** Milliseconds after which a file that shows no result yet is asked for one again. */
const AGAIN_MS = 2_000;

/** Milliseconds to wait before each try to continue an upload that broke off. */
const CONTINUE_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

/** A file that is to be uploaded, and how far it is. */
export interface Upload {
  readonly file: File;
  state: 'waiting' | 'sending' | 'stored' | 'refused' | 'failed';
  /** The share of the file that is sent, 0 to 1. */
  share: number;
  /** The result of the frames that have been sent so far. */
  soFar?: ClipResult;
  failure?: unknown;
}

/** Uploads cines to a study, also while another page is open. It has an event `change`. */
export class Uploads extends EventTarget {
  list: readonly Upload[] = [];
  /** Key of the study that the last files were sent to. */
  studyKey = '';
  busy = false;
  /** Clips that were uploaded and whose results are awaited, by the key of their study. */
  readonly awaited = new Map<string, readonly string[]>();

  constructor(
    private readonly studies: Pick<StudyClient, 'upload' | 'provisional'>,
    private readonly pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
  ) {
    super();
  }

  add(files: Iterable<File>): void {
    this.forgetStored();
    this.list = [...this.list, ...[...files].map((file): Upload => ({ file, state: 'waiting', share: 0 }))];
    this.changed();
  }

  remove(upload: Upload): void {
    this.list = this.list.filter((other) => other !== upload);
    this.changed();
  }

  forgetStored(): void {
    this.list = this.list.filter((upload) => upload.state !== 'stored');
    this.changed();
  }

  /** Sends the files that are not stored yet, one after the other. Returns whether the service has stored all. */
  async send(studyKey: string): Promise<boolean> {
    this.studyKey = studyKey;
    this.busy = true;
    for (const upload of this.list) {
      const isRemoved = !this.list.includes(upload);
      if (upload.state !== 'stored' && !isRemoved) await this.sendOne(studyKey, upload);
    }
    this.busy = false;
    this.changed();
    return this.list.every((upload) => upload.state === 'stored');
  }

  /**
   * Sends a file. While the service is busy, waits as it says. An upload that breaks off continues, until several tries
   * in a row brought nothing further. A file that is removed meanwhile is not sent.
   */
  private async sendOne(studyKey: string, upload: Upload): Promise<void> {
    const sending = new AbortController();
    let received = 0;
    let tries = 0;
    const began = (share: number) => {
      if (share > received) tries = 0;
      received = share;
      this.change(upload, { share });
    };
    const progress = (share: number) => this.change(upload, { share });
    void this.watch(studyKey, upload, sending.signal);
    try {
      while (upload.state !== 'stored' && this.list.includes(upload)) {
        this.change(upload, { state: 'sending', failure: undefined });
        try {
          const { clip, secondPlane } = await this.studies.upload(studyKey, upload.file, began, progress);
          this.expect(studyKey, secondPlane ? [clip, secondPlane] : [clip]);
          this.change(upload, { state: 'stored', share: 1 });
        } catch (failure) {
          const waitMs = failure instanceof Busy ? failure.waitMs : mayContinue(failure) ? CONTINUE_MS[tries++] : undefined;
          if (waitMs === undefined) throw failure;
          this.change(upload, { state: 'waiting', share: received, failure });
          await this.pause(waitMs);
        }
      }
    } catch (failure) {
      this.change(upload, { state: failure instanceof NoAnswer ? 'failed' : 'refused', share: received, failure });
    } finally {
      sending.abort();
      this.change(upload, { soFar: undefined });
    }
  }

  /** Shows results of a file while it is being sent. Until the service has its first frames, there are none. */
  private async watch(studyKey: string, upload: Upload, sending: AbortSignal): Promise<void> {
    const report = (soFar: ClipResult) => sending.aborted || this.change(upload, { soFar });
    while (!sending.aborted) {
      try {
        await this.studies.provisional(studyKey, report, sending);
      } catch {
        // The file is sent nevertheless, and its result follows.
      }
      await this.pause(AGAIN_MS);
    }
  }

  private expect(studyKey: string, clips: readonly StoredClip[]): void {
    const earlier = this.awaited.get(studyKey) ?? [];
    this.awaited.set(studyKey, [...earlier, ...clips.map((clip) => clip.clipId)]);
  }

  private change(upload: Upload, change: Partial<Upload>): void {
    Object.assign(upload, change);
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** Whether the connection was lost, so that the rest of a file can be sent. */
function mayContinue(failure: unknown): boolean {
  return failure instanceof NoAnswer && !(failure instanceof SignedOut);
}
