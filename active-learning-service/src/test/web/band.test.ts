import { coloured } from '../../main/resources/web/app/drawing/band.ts';
import { equal } from './check.ts';

Deno.test('only the pixels are coloured of which the model is not sure', () => {
  // 0, 9, 11, 50, 89, 91 and 100 %.
  const grays = [0, 23, 28, 128, 227, 232, 255];
  const picture = new Uint8ClampedArray(grays.flatMap((gray) => [gray, gray, gray, 255]));
  const opacity = [...coloured(picture)].filter((_, i) => i % 4 === 3);
  equal(opacity.map((alpha) => alpha > 0), [false, false, true, true, true, false, false]);
});
