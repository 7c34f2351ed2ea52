import { Busy, NoAnswer, Refused, SignedOut } from '../../main/resources/web/app/api/client.ts';
import { StudyClient } from '../../main/resources/web/app/api/studyClient.ts';
import { EVERY_STUDY } from '../../main/resources/web/app/api/studyFilter.ts';
import { equal, fails, isTrue } from './check.ts';

function setUp(answer: Response) {
  const paths: string[] = [];
  const client = new StudyClient(undefined, (path) => {
    paths.push(path);
    return Promise.resolve(answer);
  });
  return { client, paths };
}

Deno.test('studies are listed page by page', async () => {
  const { client, paths } = setUp(new Response('{"nextPageToken":"n"}'));
  equal((await client.list(EVERY_STUDY, 'p')).nextPageToken, 'n');
  equal(paths, ['/v1/workbench/studies?pageSize=50&pageToken=p']);
});

Deno.test('any study key is one part of the address', async () => {
  const { client, paths } = setUp(new Response('{"code":"NO_RESULT","message":"None yet."}', { status: 404 }));
  equal((await fails(client.study('a/b?c', true), Refused)).code, 'NO_RESULT');
  equal(paths, ['/v1/workbench/studies/a%2Fb%3Fc?includePoor=true']);
  equal(client.studyReport('a b', false), '/v1/workbench/studies/a%20b/explanation/study.html?includePoor=false');
  equal(client.clipReport('c'), '/v1/workbench/clips/c/explanation/report.html');
});

Deno.test('results so far are events, whose parts arrive as the network likes', async () => {
  const parts = ['data:{"clipId":"","ejec', 'tionFractionPercent":60}\n\ndata:{"ejectionFractionPercent":6', '1}\n\n'];
  const { client, paths } = setUp(new Response(ReadableStream.from(parts).pipeThrough(new TextEncoderStream())));
  const seen: (number | undefined)[] = [];
  await client.provisional('a b', (result) => seen.push(result.ejectionFractionPercent), new AbortController().signal);
  equal([seen, paths], [[60, 61], ['/v1/workbench/studies/a%20b/provisional']]);
  const { client: refused } = setUp(new Response('{"code":"NO_SUCH_STUDY"}', { status: 404 }));
  await refused.provisional('a', () => seen.push(0), new AbortController().signal);
  equal(seen, [60, 61]);
});

/**
 * A request that the test answers, and a timer that it rings. Returns what was taken away by the end of the test.
 *
 * @param kept what the service says when it is asked how much of the file it has
 */
function setUpUpload(kept = () => Promise.resolve(new Response(null, { headers: { 'Upload-Offset': '0' } }))) {
  const own = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const heard: boolean[] = [];
  const sent = Promise.withResolvers<Request>();
  const timer: { ring?: () => void; set: number } = { set: 0 };

  class Request {
    path = '';
    status = 0;
    responseText = '';
    upload: { onprogress?: (event: Partial<ProgressEvent>) => void } = {};
    onloadend?: () => void;
    open = (_: string, path: string) => this.path = path;
    sent: Record<string, string> = {};
    body?: Blob;
    setRequestHeader = (name: string, value: string) => this.sent[name] = value;
    getResponseHeader = (name: string) => name === 'Retry-After' && this.status === 429 ? '30' : null;
    send = (body: Blob) => {
      this.body = body;
      sent.resolve(this);
    };
    abort = () => this.end(0, '');
    end(status: number, text: string): void {
      Object.assign(this, { status, responseText: text }).onloadend?.();
    }
  }
  Object.assign(globalThis, {
    XMLHttpRequest: Request,
    setTimeout: (ring: () => void) => Object.assign(timer, { ring, set: timer.set + 1 }).set,
    clearTimeout: () => delete timer.ring,
  });
  const client = new StudyClient((answered) => heard.push(answered), kept);
  const began: number[] = [];
  const shares: number[] = [];
  const answer = client.upload(
    'a b',
    new File(['cine'], 'Jane Doe.avi'),
    (share) => began.push(share),
    (share) => shares.push(share),
  );
  const restore = () => Object.assign(globalThis, { ...own, XMLHttpRequest: undefined });
  return { client, answer, sent: sent.promise, heard, began, shares, timer, restore };
}

Deno.test('an upload tells its progress, and not the name of the file', async () => {
  const { answer, sent, heard, shares, timer, restore } = setUpUpload();
  const request = await sent;
  isTrue(/^\/v1\/workbench\/studies\/a%20b\/clips\?sha256=[0-9a-f]{64}$/.test(request.path), request.path);
  request.upload.onprogress?.({ loaded: 1 });
  request.end(200, '{"clip":{"clipId":"c","studyKey":"a b"}}');
  equal((await answer).clip.clipId, 'c');
  equal([shares, heard, timer.set, timer.ring], [[0.25], [true], 2, undefined]);
  restore();
});

Deno.test('an upload continues where the service says', async () => {
  const { answer, sent, began, shares, restore } = setUpUpload(() =>
    Promise.resolve(new Response(null, { headers: { 'Upload-Offset': '3' } }))
  );
  const request = await sent;
  equal(await request.body?.text(), 'e');
  equal([request.sent['Upload-Offset'], request.sent['Upload-Length']], ['3', '4']);
  request.upload.onprogress?.({ loaded: 1 });
  request.end(200, '{"clip":{"clipId":"c","studyKey":"a b"}}');
  await answer;
  equal([began, shares], [[0.75], [1]]);
  restore();
});

Deno.test('a service that does not say how much it has gets the whole file', async () => {
  const { answer, sent, restore } = setUpUpload(() => Promise.resolve(new Response(null, { status: 405 })));
  const request = await sent;
  equal([await request.body?.text(), request.sent['Upload-Offset']], ['cine', '0']);
  request.end(200, '{"clip":{"clipId":"c","studyKey":"a b"}}');
  await answer;
  restore();
});

Deno.test('an upload without a connection fails before the file is sent', async () => {
  const { answer, heard, restore } = setUpUpload(() => Promise.reject(new TypeError('down')));
  await fails(answer, NoAnswer);
  equal(heard, [false]);
  restore();
});

Deno.test('an upload that is not answered with a clip fails', async () => {
  const cases = [
    { status: 0, text: '', type: NoAnswer, heard: false },
    { status: 200, text: '<html>', type: NoAnswer, heard: false },
    { status: 502, text: '<html>', type: NoAnswer, heard: false },
    { status: 413, text: '{"code":"TOO_LARGE","message":"Large."}', type: Refused, heard: true },
    { status: 401, text: '', type: SignedOut, heard: true },
  ];
  for (const { status, text, type, heard } of cases) {
    const upload = setUpUpload();
    let ended = 0;
    upload.client.signedOut = () => ended++;
    (await upload.sent).end(status, text);
    await fails(upload.answer, type);
    equal([upload.heard, ended], [[heard], status === 401 ? 1 : 0], `${status}`);
    upload.restore();
  }
});

Deno.test('a busy service says when to upload again', async () => {
  const { answer, sent, restore } = setUpUpload();
  (await sent).end(429, '{"code":"BACKLOG_FULL","message":"500 clips wait."}');
  const { waitMs, message } = await fails(answer, Busy);
  equal([waitMs, message], [30_000, '500 clips wait.']);
  restore();
});

Deno.test('an upload ends after a while in which nothing moves', async () => {
  const { answer, sent, timer, restore } = setUpUpload();
  await sent;
  timer.ring?.();
  await fails(answer, NoAnswer);
  restore();
});
