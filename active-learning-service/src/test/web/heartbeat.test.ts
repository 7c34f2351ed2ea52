import { Heartbeat, untilBeat } from '../../main/resources/web/app/drawing/heartbeat.ts';
import { equal } from './check.ts';

Deno.test('a lease is extended in good time', () => {
  equal(untilBeat(30 * 60_000), 60_000);
  equal(untilBeat(60_000), 20_000);
  equal(untilBeat(1_000), 5_000);
});

const LEASED = '2026-01-01T00:30:00Z';
const EXTENDED = '2026-01-01T01:00:00Z';

/** A visible page with timers that the test rings. Returns what was taken away by the end of the test. */
function setUp(extend: () => Promise<string | undefined>) {
  const timers = new Map<number, () => void>();
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const own = { document: page, setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  let last = 0;
  Object.assign(globalThis, {
    document: page,
    setTimeout: (run: () => void) => {
      timers.set(++last, run);
      return last;
    },
    clearTimeout: (timer: number) => timers.delete(timer),
  });
  const heartbeat = new Heartbeat(extend, LEASED);
  heartbeat.start();
  const ring = () => {
    const [[timer, run]] = timers;
    timers.delete(timer);
    run();
  };
  const restore = () => {
    heartbeat.stop();
    Object.assign(globalThis, { ...own, document: undefined });
  };
  return { heartbeat, page, timers, ring, restore };
}

/** Lets promises run. */
const settled = async () => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

Deno.test('a lease is extended again and again', async () => {
  let extensions = 0;
  const { timers, ring, restore } = setUp(() => Promise.resolve(++extensions > 0 ? EXTENDED : undefined));
  try {
    for (let beat = 1; beat <= 3; beat++) {
      ring();
      await settled();
      equal([extensions, timers.size], [beat, 1]);
    }
  } finally {
    restore();
  }
});

Deno.test('a stopped heartbeat extends nothing more, even if an extension is on its way', async () => {
  let extensions = 0;
  let answer = (_: string) => {};
  const { heartbeat, page, timers, ring, restore } = setUp(() => {
    extensions++;
    return new Promise((resolve) => (answer = resolve));
  });
  try {
    ring();
    heartbeat.stop();
    answer(EXTENDED);
    await settled();
    equal(timers.size, 0);
    page.dispatchEvent(new Event('visibilitychange'));
    await settled();
    equal(extensions, 1);
  } finally {
    restore();
  }
});
