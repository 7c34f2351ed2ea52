import { Cine } from '../../main/resources/web/app/drawing/cine.ts';
import { equal } from './check.ts';

/** A cine whose pictures are their indices. */
function setUp(count: number, most: number) {
  const loads: number[] = [];
  Object.assign(globalThis, { createImageBitmap: (picture: unknown) => Promise.resolve(picture) });
  const cine = new Cine(
    (index) => {
      loads.push(index);
      return Promise.resolve(index as unknown as Blob);
    },
    count,
    most,
  );
  const loop = async () => {
    loads.length = 0;
    for (let index = 0; index < count; index++) await cine.picture(index);
    return [...loads];
  };
  return { cine, loop };
}

Deno.test('a loop that is longer than the memory keeps most of its pictures', async () => {
  const { loop } = setUp(6, 4);
  equal(await loop(), [0, 1, 2, 3, 4, 5]);
  equal(await loop(), [3, 4, 5]);
  equal(await loop(), [3, 4, 5]);
});

Deno.test('a cine keeps fewer pictures if it must share the memory', async () => {
  const { cine, loop } = setUp(4, 4);
  await loop();
  cine.keep(2);
  equal([0, 1, 2, 3].map((index) => cine.loaded(index) !== undefined), [true, true, false, false]);
});

Deno.test('a picture that was forgotten while it was loading is not kept', async () => {
  const { cine } = setUp(3, 1);
  await Promise.all([cine.picture(1), cine.picture(2)]);
  equal([cine.loaded(1) !== undefined, cine.loaded(2) !== undefined], [false, true]);
});
