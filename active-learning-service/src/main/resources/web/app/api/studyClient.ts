import { Calls, refusal, SignedOut, unreachable } from './client.ts';
import type { ResultPage, StudyResults, Uploaded } from './results.ts';
import { queryOf, type StudyFilter } from './studyFilter.ts';

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

  /**
   * Uploads a cine. `fetch` does not tell how much of a body is sent, so this is an XMLHttpRequest.
   *
   * @param progress called with the share of the file that is sent, 0 to 1
   */
  async upload(key: string, file: File, progress: (share: number) => void): Promise<Uploaded> {
    const query = new URLSearchParams({ fileName: file.name, sha256: await sha256(file) });
    const request = new XMLHttpRequest();
    request.open('POST', `${this.root}/studies/${encodeURIComponent(key)}/clips?${query}`);
    const headers = { ...this.headers, 'Content-Type': 'application/octet-stream' };
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total);
    return new Promise((done, failed) => {
      request.onerror = () => failed(unreachable());
      request.onload = () => {
        const failure = this.failureOf(request);
        if (failure) failed(failure);
        else done(JSON.parse(request.responseText));
      };
      request.send(file);
    });
  }

  private failureOf({ status, responseText }: XMLHttpRequest): Error | undefined {
    if (status >= 200 && status < 300) return undefined;
    const failure = refusal(status, responseText);
    if (failure instanceof SignedOut) this.signedOut();
    return failure;
  }
}

/** The checksum of a file, with which the service finds out whether the file has arrived unchanged. */
async function sha256(file: File): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
