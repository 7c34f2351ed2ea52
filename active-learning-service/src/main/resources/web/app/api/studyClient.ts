import { ANSWER_MS, Calls } from './client.ts';
import type { Model } from './models.ts';
import type { ClipResult, ResultPage, StudyResults, Uploaded } from './results.ts';
import { queryOf, type StudyFilter } from './studyFilter.ts';

/** Longest time in which nothing of an upload moves, milliseconds. */
const SILENCE_MS = 60_000;

/** The headers of an upload that continues: the bytes that the service has, and those of the whole file. */
const UPLOAD_OFFSET = 'Upload-Offset';
const UPLOAD_LENGTH = 'Upload-Length';

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
   * Uploads a cine, or the rest of it if the service has kept the beginning. `fetch` does not tell how much of a body is
   * sent, so this is an XMLHttpRequest.
   *
   * @param began called with the share of the file that the service has already, 0 to 1
   * @param progress called with the share of the file that is sent, 0 to 1
   */
  async upload(
    key: string,
    file: File,
    began: (share: number) => void,
    progress: (share: number) => void,
  ): Promise<Uploaded> {
    const query = new URLSearchParams({ sha256: await sha256(file) });
    const path = `${this.root}/studies/${encodeURIComponent(key)}/clips?${query}`;
    const offset = await this.received(path, file.size);
    began(share(offset, file));
    const request = new XMLHttpRequest();
    request.open('POST', path);
    const headers = {
      ...this.headers,
      'Content-Type': 'application/octet-stream',
      [UPLOAD_OFFSET]: `${offset}`,
      [UPLOAD_LENGTH]: `${file.size}`,
    };
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    await ended(request, file.slice(offset), (sent) => progress(share(offset + sent, file)));
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

  /** How many bytes of a file the service has. If it refuses to say, the upload will be told why. */
  private async received(path: string, length: number): Promise<number> {
    const headers = { ...this.headers, [UPLOAD_LENGTH]: `${length}` };
    try {
      const answer = await this.fetch(path, { method: 'HEAD', headers, signal: AbortSignal.timeout(ANSWER_MS) });
      return answer.ok ? Number(answer.headers.get(UPLOAD_OFFSET)) : 0;
    } catch (cause) {
      throw this.lost(cause);
    }
  }
}

/** The share of a file that a number of bytes is, 0 to 1. */
function share(bytes: number, file: File): number {
  return file.size === 0 ? 0 : bytes / file.size;
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

/** Sends a body, and waits for the end of the request. If that was broken off, it has no status and no text. */
function ended(request: XMLHttpRequest, body: Blob, progress: (bytes: number) => void): Promise<void> {
  return new Promise((done) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), SILENCE_MS);
    };
    request.upload.onprogress = (event) => {
      watch();
      progress(event.loaded);
    };
    request.onloadend = () => {
      clearTimeout(timer);
      done();
    };
    watch();
    request.send(body);
  });
}

/** The checksum of a file, with which the service finds out whether the file has arrived unchanged. */
async function sha256(file: File): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
