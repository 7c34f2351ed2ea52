import { Calls } from './client.ts';
import type { Model } from './models.ts';
import type { ClipResult, ResultPage, StudyResults, Uploaded } from './results.ts';
import { queryOf, type StudyFilter } from './studyFilter.ts';

/** Longest time in which nothing of an upload moves, milliseconds. */
const SILENCE_MS = 60_000;

/** What the line of a server-sent event begins with. The service's events have one line each. */
const EVENT = 'data:';

/** Calls the results of studies over REST, and uploads cines. */
export class StudyClient extends Calls {
  protected override readonly root = '/v1/workbench';

  list = (filter: StudyFilter, pageToken = ''): Promise<ResultPage> =>
    this.get(`/studies?${queryOf(filter, pageToken)}`);

  /** @param includePoor whether an ejection fraction of poor quality is shown instead of withheld */
  study = (key: string, includePoor: boolean): Promise<StudyResults> =>
    this.get(`/studies/${encodeURIComponent(key)}?includePoor=${includePoor}`);

  studyReport = (key: string, includePoor: boolean): string =>
    `${this.root}/studies/${encodeURIComponent(key)}/explanation/study.html?includePoor=${includePoor}`;

  clipReport = (clipId: string): string => `${this.root}/clips/${clipId}/explanation/report.html`;

  /** The models in use. */
  async models(): Promise<Model[]> {
    return (await this.get<{ models?: Model[] }>('/models')).models ?? [];
  }

  /**
   * Reports the results of a cine while it is being uploaded to a study: each is computed from the frames so far. Ends
   * with the upload, or if the service cannot answer.
   */
  async provisional(key: string, report: (result: ClipResult) => void, signal: AbortSignal): Promise<void> {
    const path = `${this.root}/studies/${encodeURIComponent(key)}/provisional`;
    const headers = { ...this.headers, Accept: 'text/event-stream' };
    const { ok, body } = await this.fetch(path, { headers, signal });
    if (!ok || !body) return;
    for await (const line of linesOf(body)) {
      if (line.startsWith(EVENT)) report(JSON.parse(line.slice(EVENT.length)));
    }
  }

  /**
   * Uploads a cine. `fetch` does not tell how much of a body is sent, so this is an XMLHttpRequest.
   *
   * @param progress called with the share of the file that is sent, 0 to 1
   */
  async upload(key: string, file: File, progress: (share: number) => void): Promise<Uploaded> {
    const query = new URLSearchParams({ sha256: await sha256(file) });
    const request = new XMLHttpRequest();
    request.open('POST', `${this.root}/studies/${encodeURIComponent(key)}/clips?${query}`);
    const headers = { ...this.headers, 'Content-Type': 'application/octet-stream' };
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    await ended(request, file, progress);
    const { status, responseText } = request;
    if (status !== 0 && (status < 200 || status >= 300)) {
      throw this.refused(status, responseText, request.getResponseHeader('Retry-After'));
    }
    try {
      const uploaded: Uploaded = JSON.parse(responseText);
      this.answered(true);
      return uploaded;
    } catch (cause) {
      throw this.lost(cause);
    }
  }
}

/** The lines of an answer, each as soon as it has arrived. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let begun = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (begun + decoder.decode(part.value, { stream: true })).split('\n');
    begun = lines.pop()!;
    yield* lines;
  }
}

/** Sends a file, and waits for the end of the request. If that was broken off, it has no status and no text. */
function ended(request: XMLHttpRequest, file: File, progress: (share: number) => void): Promise<void> {
  return new Promise((done) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), SILENCE_MS);
    };
    request.upload.onprogress = (event) => {
      watch();
      if (event.lengthComputable) progress(event.loaded / event.total);
    };
    request.onloadend = () => {
      clearTimeout(timer);
      done();
    };
    watch();
    request.send(file);
  });
}

/** The checksum of a file, with which the service finds out whether the file has arrived unchanged. */
async function sha256(file: File): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
