import { Busy, NoAnswer, Refused, SignedOut } from '../../main/resources/web/app/api/client.ts';
import type { ClipResult, Uploaded } from '../../main/resources/web/app/api/results.ts';
import { Uploads } from '../../main/resources/web/app/uploads.ts';
import { equal } from './check.ts';

const stored = (clipId: string): Uploaded => ({ clip: { clipId, studyKey: 's' } });
const files = (...names: string[]) => names.map((name) => new File([], name));

type Provisional = (key: string, report: (result: ClipResult) => void, signal: AbortSignal) => Promise<void>;

function setUp(
  upload: (
    key: string,
    file: File,
    began: (share: number) => void,
    progress: (share: number) => void,
  ) => Promise<Uploaded>,
  provisional: Provisional = () => Promise.resolve(),
) {
  const uploads = new Uploads({ upload, provisional }, () => Promise.resolve());
  const states = () => uploads.list.map((upload) => upload.state);
  return { uploads, states };
}

Deno.test('files are sent one after the other, and their results are awaited', async () => {
  const { uploads, states } = setUp((_, file, _began, progress) => {
    progress(0.5);
    seen.push([states(), uploads.busy]);
    return Promise.resolve(file.name === 'b' ? { ...stored('b'), secondPlane: stored('b2').clip } : stored(file.name));
  });
  const seen: unknown[] = [];
  uploads.add(files('a', 'b'));
  equal(await uploads.send('s'), true);
  equal(seen, [[['sending', 'waiting'], true], [['stored', 'sending'], true]]);
  equal([uploads.busy, uploads.studyKey, uploads.awaited.get('s')], [false, 's', ['a', 'b', 'b2']]);
  uploads.add(files('c'));
  equal(states(), ['waiting']);
});

Deno.test('a file that is not stored is sent again', async () => {
  const failures: Error[] = [new SignedOut(), new Refused(400, 'BAD', 'Bad.')];
  const { uploads, states } = setUp((_, file) => {
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve(stored(file.name));
  });
  uploads.add(files('a', 'b'));
  equal([await uploads.send('s'), states()], [false, ['failed', 'refused']]);
  equal([await uploads.send('s'), states()], [true, ['stored', 'stored']]);
  equal(uploads.list[0].failure, undefined);
});

Deno.test('an upload that breaks off continues, until several tries in a row bring nothing further', async () => {
  // The share that the service has when each try begins. The last one repeats.
  const kept = [0, 0, 0.25, 0.25, 0.5];
  const seen: unknown[] = [];
  const pauses: number[] = [];
  const uploads: Uploads = new Uploads({
    upload: (_key, _file, began) => {
      began(kept.length > 1 ? kept.shift()! : kept[0]);
      seen.push(uploads.list[0].share);
      return Promise.reject(new NoAnswer());
    },
    provisional: () => new Promise(() => undefined),
  }, (ms) => {
    pauses.push(ms / 1000);
    equal(uploads.list[0].state, 'waiting');
    return Promise.resolve();
  });
  uploads.add(files('a'));
  equal(await uploads.send('s'), false);
  equal(seen, [0, 0, 0.25, 0.25, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
  equal(pauses, [1, 2, 1, 2, 1, 2, 4, 8, 16]);
  equal([uploads.list[0].state, uploads.list[0].share], ['failed', 0.5]);
});

Deno.test('while the service is busy, a file waits as long as the service says', async () => {
  const busy = () => new Busy(429, 'BACKLOG_FULL', '500 clips wait.', 30_000);
  const failures: Error[] = [busy(), busy()];
  const seen: unknown[] = [];
  const uploads: Uploads = new Uploads({
    upload: (_, file) => {
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : Promise.resolve(stored(file.name));
    },
    provisional: () => new Promise(() => undefined),
  }, (ms) => {
    const [{ state, failure }] = uploads.list;
    seen.push([ms, state, (failure as Error).message]);
    return Promise.resolve();
  });
  uploads.add(files('a'));
  equal(await uploads.send('s'), true);
  const wait = [30_000, 'waiting', '500 clips wait.'];
  equal(seen, [wait, wait]);
  equal(uploads.list[0].failure, undefined);
});

Deno.test('a file that was removed while it waits is not sent', async () => {
  let sent = 0;
  const uploads: Uploads = new Uploads({
    upload: () => {
      sent++;
      return Promise.reject(new Busy(429, 'BACKLOG_FULL', '500 clips wait.', 30_000));
    },
    provisional: () => new Promise(() => undefined),
  }, () => {
    uploads.remove(uploads.list[0]);
    return Promise.resolve();
  });
  uploads.add(files('a'));
  await uploads.send('s');
  equal([sent, uploads.list], [1, []]);
});

Deno.test('a file that was removed in the meantime is not sent', async () => {
  const sent: string[] = [];
  const { uploads } = setUp((_, file) => {
    sent.push(file.name);
    uploads.remove(uploads.list[1]);
    return Promise.resolve(stored(file.name));
  });
  uploads.add(files('a', 'b'));
  equal([await uploads.send('s'), sent], [true, ['a']]);
});

Deno.test('results are shown while a file is being sent, and the service is asked until it has some', async () => {
  const result = { ejectionFractionPercent: 60 } as ClipResult;
  const shown = Promise.withResolvers<void>();
  let asked = 0;
  let signal: AbortSignal | undefined;
  let late: (result: ClipResult) => void = () => undefined;
  const { uploads } = setUp(
    async (_, file) => {
      await shown.promise;
      equal(uploads.list[0].soFar, result);
      return stored(file.name);
    },
    (key, report, sending) => {
      [signal, late] = [sending, report];
      equal(key, 's');
      if (++asked === 1) return Promise.reject(new NoAnswer());
      report(result);
      shown.resolve();
      return Promise.resolve();
    },
  );
  uploads.add(files('a'));
  equal(await uploads.send('s'), true);
  late(result);
  equal([uploads.list[0].soFar, signal?.aborted, asked], [undefined, true, 2]);
});
