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

/** The service did not answer: the network is away, or the service is down. It may be tried again. */
export class NoAnswer extends Error {}

/** The parts of a lease that every call about it states. */
export interface LeaseKey {
  taskId: string;
  leaseToken: string;
}

/** The header with the name of a local user, where there is no sign-in. */
const USER_HEADER = 'echomotion-user';

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Calls the annotation queue over REST. */
export class Client {
  /** Name of the local user; empty: the service's default. */
  user = '';

  /** @param answered hears after each call whether the service answered */
  constructor(
    private readonly answered: (answered: boolean) => void = () => undefined,
    private readonly fetch: Fetch = (path, init) => globalThis.fetch(path, init),
    private readonly root = '/v1/annotation',
  ) {}

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

  picture = (clipId: string, index: number): Promise<Blob> => this.blob(`/clips/${clipId}/frames/${index}`);
  async outlines(clipId: string): Promise<m.FrameOutline[]> {
    return (await this.get<{ contours?: m.FrameOutline[] }>(`/clips/${clipId}/contours`)).contours ?? [];
  }

  private async get<T>(path: string): Promise<T> {
    return (await this.call('GET', path)).json();
  }

  private async blob(path: string): Promise<Blob> {
    return (await this.call('GET', path)).blob();
  }

  private async send<T>(method: string, path: string, body: object): Promise<T> {
    const text = await (await this.call(method, path, JSON.stringify(body))).text();
    return (text ? JSON.parse(text) : {}) as T;
  }

  private async call(method: string, path: string, body?: string): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json, image/*, text/csv' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (this.user) headers[USER_HEADER] = this.user;
    let response: Response;
    try {
      response = await this.fetch(this.root + path, { method, headers, body });
    } catch (cause) {
      this.answered(false);
      throw new NoAnswer('The service cannot be reached.', { cause });
    }
    const gone = [502, 503, 504].includes(response.status);
    this.answered(!gone);
    if (response.ok) return response;
    const text = await response.text();
    let problem: { code?: string; message?: string } = {};
    try {
      problem = JSON.parse(text);
    } catch {
      // A proxy answered with a page of its own.
    }
    if (gone) throw new NoAnswer(problem.message ?? `HTTP ${response.status}`);
    throw new Refused(response.status, problem.code ?? '', problem.message ?? `HTTP ${response.status}`);
  }
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
