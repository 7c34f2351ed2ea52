import type * as m from './messages.ts';

/** A call that the service refused, with its stable code and a sentence for the reader. */
export class Refused extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }

  /** Whether the lease of the call has expired or belongs to someone else. */
  get leaseLost(): boolean {
    return this.status === 412;
  }
}

/** The service is busy: the same call may succeed later. */
export class Busy extends Refused {
  /** @param waitMs time after which to try again, milliseconds */
  constructor(status: number, code: string, message: string, readonly waitMs: number) {
    super(status, code, message);
  }
}

/** The service did not answer: the network or the service is down, or another server answered. Try again later. */
export class NoAnswer extends Error {}

/** The session has ended: the person must sign in again, and the call can be tried after that. */
export class SignedOut extends NoAnswer {}

/** The fields of a lease that every call about it needs. */
export interface LeaseKey {
  taskId: string;
  leaseToken: string;
}

/** The header with the name of a local user, where there is no sign-in. */
const USER_HEADER = 'echomotion-user';

/** Statuses of a call without a valid session: without its cookie, and with one that cannot be renewed. */
const SIGNED_OUT = [401, 499];

/** Longest time for a call and its answer, milliseconds. */
export const ANSWER_MS = 30_000;

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Calls a part of the service over REST. */
export abstract class Calls {
  /** Name of the local user; empty: the service's default. */
  user = '';

  /** Called when a call shows that the session has ended. */
  signedOut: () => void = () => undefined;

  /** Where the part's paths begin. */
  protected abstract readonly root: string;

  /** @param answered called after each call, with true if the service answered */
  constructor(
    protected readonly answered: (answered: boolean) => void = () => undefined,
    protected readonly fetch: Fetch = (path, init) => globalThis.fetch(path, init),
  ) {}

  protected get<T>(path: string): Promise<T> {
    return this.call('GET', path, json<T>);
  }

  protected blob(path: string): Promise<Blob> {
    return this.call('GET', path, (response) => response.blob());
  }

  protected send<T>(method: string, path: string, body: object): Promise<T> {
    return this.call(method, path, json<T>, JSON.stringify(body));
  }

  protected get headers(): Record<string, string> {
    const headers: Record<string, string> = {
      Accept: 'application/json, image/*, text/csv',
      // Without a session, the service must not redirect the call to the page for signing in.
      'X-Requested-With': 'JavaScript',
    };
    if (this.user) headers[USER_HEADER] = this.user;
    return headers;
  }

  /** An answer that breaks off or cannot be read, for example the page of a hotel's network, is no answer. */
  private async call<T>(
    method: string,
    path: string,
    read: (response: Response) => Promise<T>,
    body?: string,
  ): Promise<T> {
    const headers = this.headers;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const signal = AbortSignal.timeout(ANSWER_MS);
    let response: Response;
    let text: string;
    try {
      response = await this.fetch(this.root + path, { method, headers, body, signal });
      if (response.ok) {
        const answer = await read(response);
        this.answered(true);
        return answer;
      }
      text = await response.text();
    } catch (cause) {
      throw this.lost(cause);
    }
    throw this.refused(response.status, text, response.headers.get('Retry-After'));
  }

  /** What a call without an answer throws. */
  protected lost(cause: unknown): NoAnswer {
    this.answered(false);
    return new NoAnswer('The service cannot be reached.', { cause });
  }

  /**
   * What a call throws whose answer is not a success.
   *
   * @param retryAfter the answer's header of this name: seconds
   */
  protected refused(status: number, text: string, retryAfter: string | null = null): Error {
    const failure = refusal(status, text, Number(retryAfter ?? 0) * 1000);
    this.answered(!(failure instanceof NoAnswer) || failure instanceof SignedOut);
    if (failure instanceof SignedOut) this.signedOut();
    return failure;
  }
}

/** Calls the annotation queue over REST. */
export class Client extends Calls {
  protected override readonly root = '/v1/annotation';

  me = (): Promise<m.Caller> => this.get('/me');
  stats = (): Promise<m.Stats> => this.get('/stats');
  async leases(): Promise<m.Lease[]> {
    return (await this.get<{ leases?: m.Lease[] }>('/leases')).leases ?? [];
  }
  async leaseNext(campaignId = ''): Promise<m.Lease | undefined> {
    return (await this.send<{ leases?: m.Lease[] }>('POST', '/leases', { count: 1, campaignId })).leases?.[0];
  }
  async drafts(): Promise<m.Draft[]> {
    return (await this.get<{ drafts?: m.Draft[] }>('/drafts')).drafts ?? [];
  }
  async extend(key: LeaseKey): Promise<string> {
    return (await this.send<{ leaseExpiresAt: string }>('POST', `/leases/${key.taskId}/extend`, key)).leaseExpiresAt;
  }
  async saveDraft(key: LeaseKey, drawing: m.Drawing): Promise<m.Draft> {
    return (await this.send<{ draft: m.Draft }>('PUT', `/leases/${key.taskId}/draft`, { ...key, drawing })).draft;
  }
  submit(key: LeaseKey, reading: Reading): Promise<{ annotationId: string; gold?: m.Agreement }> {
    return this.send('POST', `/leases/${key.taskId}/submit`, { ...key, ...reading });
  }
  skip = (key: LeaseKey, reason: string) => this.send('POST', `/leases/${key.taskId}/skip`, { ...key, reason });
  release = (key: LeaseKey) => this.send('POST', `/leases/${key.taskId}/release`, key);

  frames(state: m.FrameState, pageToken = ''): Promise<{ frames?: m.QueuedFrame[]; nextPageToken?: string }> {
    return this.get(`/frames?${new URLSearchParams({ state, pageSize: '50', pageToken })}`);
  }
  async frame(frameId: string): Promise<m.QueuedFrame | undefined> {
    return (await this.get<{ frames?: m.QueuedFrame[] }>(`/frames/${frameId}`)).frames?.[0];
  }
  settle = (frameId: string, decision: Partial<Decision>) =>
    this.send('POST', `/frames/${frameId}/settle`, { frameId, ...decision });
  reopen = (frameId: string, reason: string) => this.send('POST', `/frames/${frameId}/reopen`, { frameId, reason });
  markGold = (frameId: string, gold: boolean) => this.send('POST', `/frames/${frameId}/gold`, { frameId, gold });
  async events(frameId: string): Promise<m.FrameEvent[]> {
    return (await this.get<{ events?: m.FrameEvent[] }>(`/frames/${frameId}/events`)).events ?? [];
  }
  async readers(): Promise<m.ReaderFigures[]> {
    return (await this.get<{ readers?: m.ReaderFigures[] }>('/readers')).readers ?? [];
  }
  readersCsv = (): Promise<Blob> => this.blob('/readers.csv');
  async campaigns(): Promise<m.Campaign[]> {
    return (await this.get<{ campaigns?: m.Campaign[] }>('/campaigns')).campaigns ?? [];
  }
  createCampaign = (settings: m.CampaignSettings) => this.send('POST', '/campaigns', { settings });
  updateCampaign = (campaignId: string, settings: m.CampaignSettings) =>
    this.send('PUT', `/campaigns/${campaignId}`, { campaignId, settings });

  corrections = (clipId: string): Promise<m.Corrections> => this.get(`/clips/${clipId}/corrections`);
  correct = (clipId: string, index: number, drawing: m.Drawing) =>
    this.send('POST', `/clips/${clipId}/frames/${index}/correction`, { drawing });

  picture = (clipId: string, index: number): Promise<Blob> => this.blob(`/clips/${clipId}/frames/${index}`);
  /** A gray picture of the model's probabilities; empty if the reader draws without the model's outline. */
  probability = (clipId: string, index: number): Promise<Blob> => this.blob(`/clips/${clipId}/frames/${index}/probability`);
  async outlines(clipId: string): Promise<m.FrameOutline[]> {
    return (await this.get<{ contours?: m.FrameOutline[] }>(`/clips/${clipId}/contours`)).contours ?? [];
  }
}

/** What an answer says whose status is not a success. */
function refusal(status: number, text: string, waitMs: number): Error {
  if (SIGNED_OUT.includes(status)) return new SignedOut('You are signed out.');
  let problem: { code?: string; message?: string } = {};
  try {
    problem = JSON.parse(text);
  } catch {
    // A proxy answered with a page of its own.
  }
  const message = problem.message ?? `HTTP ${status}`;
  if ([502, 503, 504].includes(status)) return new NoAnswer(message);
  const code = problem.code ?? '';
  return status === 429 && waitMs > 0 ? new Busy(status, code, message, waitMs) : new Refused(status, code, message);
}

async function json<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text ? JSON.parse(text) : {}) as T;
}

/** What a reader submits. */
export interface Reading {
  verdict: m.Verdict;
  drawing?: m.Drawing;
  quality: m.Quality;
  /** Duration in JSON, for example "12.5s". */
  timeSpent: string;
}

/** How a reviewer settles a frame: by an annotation, or by an outline. */
export interface Decision {
  annotationId: string;
  verdict: m.Verdict;
  drawing: m.Drawing;
}
