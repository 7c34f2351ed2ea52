/** Least and largest time between two extensions of a lease, milliseconds. */
const LEAST_MS = 5_000;
const MOST_MS = 60_000;

/** A reader who has not touched anything for this long is not working, milliseconds. */
const IDLE_MS = 60_000;

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Keeps a lease while the page is visible, and counts the time that the reader works. */
export class Heartbeat {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ticker: ReturnType<typeof setInterval> | undefined;
  private worked = 0;
  private ended = false;
  private touchedAt = Date.now();
  private readonly touched = () => (this.touchedAt = Date.now());
  private readonly shown = () => {
    if (document.visibilityState === 'visible') void this.beat();
  };

  /**
   * @param extend extends the lease; returns its new time of expiry, or undefined if it could not be extended
   * @param expiresAt when the lease expires now
   */
  constructor(private readonly extend: () => Promise<string | undefined>, private expiresAt: string) {}

  start(): void {
    for (const event of TOUCHES) globalThis.addEventListener(event, this.touched, { passive: true });
    document.addEventListener('visibilitychange', this.shown);
    this.ticker = setInterval(() => this.tick(), 1000);
    this.schedule();
  }

  stop(): void {
    this.ended = true;
    for (const event of TOUCHES) globalThis.removeEventListener(event, this.touched);
    document.removeEventListener('visibilitychange', this.shown);
    clearInterval(this.ticker);
    clearTimeout(this.timer);
  }

  secondsWorked(): number {
    return this.worked;
  }

  private tick(): void {
    if (document.visibilityState === 'visible' && Date.now() - this.touchedAt < IDLE_MS) this.worked += 1;
  }

  /** The next extension: after a third of what is left. */
  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.beat(), untilBeat(Date.parse(this.expiresAt) - Date.now()));
  }

  private async beat(): Promise<void> {
    if (document.visibilityState === 'visible') this.expiresAt = (await this.extend()) ?? this.expiresAt;
    if (!this.ended) this.schedule();
  }
}

/** Milliseconds until the next extension of a lease that expires in `leftMs`. */
export const untilBeat = (leftMs: number): number => Math.min(MOST_MS, Math.max(LEAST_MS, leftMs / 3));
