import { type LeaseKey, NoAnswer, Refused } from '../../main/resources/web/app/api/client.ts';
import type { Draft, Drawing } from '../../main/resources/web/app/api/messages.ts';
import { type DraftState, DraftStore } from '../../main/resources/web/app/drawing/draftStore.ts';
import { equal, isTrue } from './check.ts';

const KEY = { taskId: 't1', leaseToken: 'k' };
const drawing = (x: number): Drawing => ({ contour: [], controlPoints: [{ x, y: 0, notSeen: false }], annulus: [] });
const stored: Draft = { taskId: 't1', clipId: 'c', frameIndex: 0, note: '' };

/** A store with a service whose answers the test sets, and with timers that the test fires. */
function setUp(answer: (n: number) => Promise<Draft>) {
  localStorage.clear();
  const sent: Drawing[] = [];
  const states: DraftState[] = [];
  const leases: string[] = [];
  let waiting: (() => void) | undefined;
  const delays: number[] = [];
  const changed = (state: DraftState, { leaseToken }: LeaseKey) => {
    states.push(state);
    leases.push(leaseToken);
  };
  const store = new DraftStore(localStorage, (_, d) => answer(sent.push(d)), changed, {
    set: (run, ms) => {
      waiting = run;
      return delays.push(ms);
    },
    clear: () => (waiting = undefined),
  });
  const isWaiting = () => waiting !== undefined;
  return { store, sent, states, leases, delays, isWaiting };
}

Deno.test('changes in quick order are sent once, as the last one', async () => {
  const { store, sent, states } = setUp(() => Promise.resolve(stored));
  for (let x = 0; x < 5; x++) store.keep(KEY, drawing(x));
  equal(sent.length, 0);
  await store.flush();
  equal(sent, [drawing(4)]);
  equal(states.at(-1), 'stored');
  equal(store.unsent('t1'), undefined);
});

Deno.test('a drawing stays in the browser while the service does not answer, and is sent again later and later', async () => {
  const { store, sent, states, delays, isWaiting } = setUp((
    n,
  ) => (n < 3 ? Promise.reject(new NoAnswer()) : Promise.resolve(stored)));
  store.keep(KEY, drawing(1));
  await store.flush();
  equal(states.at(-1), 'offline');
  equal(store.unsent('t1')?.drawing, drawing(1));
  isTrue(isWaiting(), 'nobody tries again');
  await store.flush();
  await store.flush();
  equal(sent.length, 3);
  equal(states.at(-1), 'stored');
  equal(delays.slice(1), [2000, 4000]);
});

Deno.test('a reload finds the drawing that was not sent', () => {
  const { store } = setUp(() => Promise.reject(new NoAnswer()));
  store.keep(KEY, drawing(7));
  const reloaded = new DraftStore(localStorage, () => Promise.resolve(stored), () => undefined);
  equal(reloaded.unsent('t1')?.drawing, drawing(7));
});

Deno.test('a change during the sending is not lost', async () => {
  let release = () => {};
  const { store, sent } = setUp(() => new Promise((resolve) => (release = () => resolve(stored))));
  store.keep(KEY, drawing(1));
  const flushed = store.flush();
  await Promise.resolve();
  store.keep(KEY, drawing(2));
  await Promise.resolve();
  release();
  await flushed;
  equal(sent.length, 1);
  equal(store.unsent('t1')?.drawing, drawing(2));
});

Deno.test('says that the frame is no longer leased', async () => {
  const { store, states } = setUp(() => Promise.resolve({ ...stored, note: 'expired' }));
  store.keep(KEY, drawing(1));
  await store.flush();
  equal(states.at(-1), 'lost');
});

Deno.test('a refused drawing stays in the browser, and is not sent over and over', async () => {
  const { store, sent, states } = setUp(() => Promise.reject(new Refused(400, 'BAD_CONTOUR', 'bad')));
  store.keep(KEY, drawing(1));
  await store.flush();
  await store.flush();
  equal(sent.length, 1);
  equal(states.at(-1), 'refused');
  equal(store.unsent('t1')?.drawing, drawing(1));
});

Deno.test('a submitted drawing is forgotten', async () => {
  const { store, sent } = setUp(() => Promise.resolve(stored));
  store.keep(KEY, drawing(1));
  store.forget('t1');
  await store.flush();
  equal(sent.length, 0);
});

Deno.test('nothing is sent during a submission, and sending goes on after it failed', async () => {
  const { store, sent, isWaiting } = setUp(() => Promise.resolve(stored));
  store.keep(KEY, drawing(1));
  await store.hold('t1');
  await store.flush();
  equal(sent.length, 0);
  store.resume('t1');
  isTrue(isWaiting(), 'nobody sends it');
  await store.flush();
  equal(sent, [drawing(1)]);
});

Deno.test('nobody sends the drawings of another reader', async () => {
  const { store, sent } = setUp(() => Promise.resolve(stored));
  store.reader = 'ann';
  store.keep(KEY, drawing(1));
  store.reader = 'ben';
  equal(store.unsent('t1'), undefined);
  await store.flush();
  equal(sent.length, 0);
  store.reader = 'ann';
  await store.flush();
  equal(sent, [drawing(1)]);
});

Deno.test('two readers of one browser each keep a drawing of the same task', async () => {
  const { store, sent } = setUp(() => Promise.resolve(stored));
  store.reader = 'ann';
  store.keep(KEY, drawing(1));
  store.reader = 'ben';
  store.keep(KEY, drawing(2));
  equal(store.unsent('t1')?.drawing, drawing(2));
  await store.flush();
  equal(sent, [drawing(2)]);
  store.reader = 'ann';
  equal(store.unsent('t1')?.drawing, drawing(1));
});

Deno.test('an answer that nobody understands does not stop the sending', async () => {
  const { store, sent, states, isWaiting } = setUp((n) =>
    n === 1 ? Promise.reject(new SyntaxError('<html>')) : Promise.resolve(stored)
  );
  store.keep(KEY, drawing(1));
  await store.flush();
  equal(states.at(-1), 'offline');
  isTrue(isWaiting(), 'nobody tries again');
  await store.hold('t1');
  store.resume('t1');
  await store.flush();
  equal(sent.length, 2);
  equal(states.at(-1), 'stored');
});

Deno.test('a submission waits for everything that is on its way', async () => {
  const answers: (() => void)[] = [];
  const { store, sent } = setUp(() => new Promise((resolve) => answers.push(() => resolve(stored))));
  store.keep(KEY, drawing(1));
  const first = store.flush();
  const second = store.flush();
  await settled();
  let isHeld = false;
  const held = store.hold('t1').then(() => (isHeld = true));
  await settled();
  isTrue(!isHeld, 'does not wait');
  equal(sent.length, 1);
  answers[0]();
  await Promise.all([first, second, held]);
  equal(sent.length, 1);
});

Deno.test('a drawing that changes during a submission is not sent', async () => {
  const { store, sent } = setUp(() => Promise.resolve(stored));
  await store.hold('t1');
  store.keep(KEY, drawing(1));
  await store.flush();
  equal(sent.length, 0);
});

Deno.test('the state belongs to the lease of the drawing', async () => {
  const { store, states, leases } = setUp((n) => Promise.resolve({ ...stored, note: n === 1 ? 'expired' : '' }));
  store.keep({ taskId: 't1', leaseToken: 'old' }, drawing(1));
  store.keep({ taskId: 't2', leaseToken: 'new' }, drawing(2));
  await store.flush();
  equal(states, ['waiting', 'waiting', 'lost', 'stored']);
  equal(leases, ['old', 'new', 'old', 'new']);
});

Deno.test('a full browser storage loses no drawing', async () => {
  const sent: Drawing[] = [];
  const full = {
    length: 0,
    key: () => null,
    getItem: () => null,
    removeItem: () => undefined,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  } as unknown as Storage;
  const store = new DraftStore(full, (_, d) => {
    sent.push(d);
    return Promise.resolve(stored);
  }, () => undefined);
  store.keep(KEY, drawing(1));
  equal(store.unsent('t1')?.drawing, drawing(1));
  await store.flush();
  equal(sent, [drawing(1)]);
  equal(store.unsent('t1'), undefined);
});

/** Lets everything run that waits for nothing from outside. */
const settled = () => new Promise((resolve) => setTimeout(resolve));
