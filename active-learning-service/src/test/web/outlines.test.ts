import { isRemembered, remember, remembered, rememberOnlyOf } from '../../main/resources/web/app/drawing/outlines.ts';
import { equal } from './check.ts';

const drawing = {
  contour: [{ x: 1, y: 1 }],
  controlPoints: [{ x: 2, y: 2, notSeen: false }],
  annulus: [],
};

Deno.test('a drawing is remembered without its outline, which follows from its points', () => {
  sessionStorage.clear();
  remember('c', 3, drawing);
  equal(remembered('c', 3), { ...drawing, contour: [] });
  equal([isRemembered('c', 3), isRemembered('c', 4)], [true, false]);
});

Deno.test('nobody copies what another reader drew', () => {
  sessionStorage.clear();
  rememberOnlyOf('ann');
  remember('c', 3, drawing);
  rememberOnlyOf('ann');
  equal(isRemembered('c', 3), true);
  rememberOnlyOf('ben');
  equal(isRemembered('c', 3), false);
});

Deno.test('a full storage of the tab forgets the old drawings and goes on', () => {
  sessionStorage.clear();
  const large = { ...drawing, controlPoints: Array(20_000).fill(drawing.controlPoints[0]) };
  for (let index = 0; index < 20; index++) remember('c', index, large);
  remember('c', 100, drawing);
  equal(remembered('c', 100)?.controlPoints, drawing.controlPoints);
});
