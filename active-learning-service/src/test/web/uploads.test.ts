import { NoAnswer, Refused } from '../../main/resources/web/app/api/client.ts';
import type { Uploaded } from '../../main/resources/web/app/api/results.ts';
import { Uploads } from '../../main/resources/web/app/uploads.ts';
import { equal } from './check.ts';

const stored = (clipId: string): Uploaded => ({ clip: { clipId, studyKey: 's' } });
const files = (...names: string[]) => names.map((name) => new File([], name));

function setUp(upload: (key: string, file: File, progress: (share: number) => void) => Promise<Uploaded>) {
  const uploads = new Uploads({ upload });
  const states = () => uploads.list.map((upload) => upload.state);
  return { uploads, states };
}

Deno.test('files are sent one after the other, and their results are awaited', async () => {
  const { uploads, states } = setUp((_, file, progress) => {
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
  const failures: Error[] = [new NoAnswer(), new Refused(400, 'BAD', 'Bad.')];
  const { uploads, states } = setUp((_, file) => {
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve(stored(file.name));
  });
  uploads.add(files('a', 'b'));
  equal([await uploads.send('s'), states()], [false, ['failed', 'refused']]);
  equal([await uploads.send('s'), states()], [true, ['stored', 'stored']]);
  equal(uploads.list[0].failure, undefined);
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
