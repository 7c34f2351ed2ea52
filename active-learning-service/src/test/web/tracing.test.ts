import { History } from '../../main/resources/web/app/drawing/history.ts';
import { begin, flags, handleAt, type Pen, type Tool } from '../../main/resources/web/app/drawing/stroke.ts';
import * as tracing from '../../main/resources/web/app/drawing/tracing.ts';
import {
  insertedAfter,
  measuresOf,
  measuresOfWorking,
  neighbour,
  neighbourIndex,
  nextMark,
  nextPoint,
  nudged,
  stillSelected,
} from '../../main/resources/web/app/drawing/editing.ts';
import { area, nearest } from '../../main/resources/web/app/geometry/outline.ts';
import { STEPS } from '../../main/resources/web/app/geometry/spline.ts';
import { equal, isTrue, near } from './check.ts';

const GEOMETRY = {
  displayHeight: 224,
  displayWidth: 224,
  workingScale: 0.5,
  offsetX: 0,
  offsetY: 0,
  mmPerWorkingPixel: 1.2,
  frameCount: 20,
  frameRateHz: 50,
};

/** An outline of the model, in working pixels: like a ventricle, apex at the top. */
const MODEL = Array.from({ length: 90 }, (_, i) => {
  const a = (2 * Math.PI * i) / 90;
  return { x: 56 + 16 * Math.sin(a), y: Math.min(80, 56 - 30 * Math.cos(a)) };
});

const START = tracing.followWorking(GEOMETRY, MODEL);

const pen = (tool: Tool): Pen => ({ tool, geometry: GEOMETRY, brush: 8, reach: 5, away: 12 });

Deno.test('a drawing survives its message', () => {
  const marked = tracing.setMark(tracing.toggleNotSeen(START, 2), 'apex', { x: 112, y: 50 });
  const again = tracing.fromDrawing(GEOMETRY, JSON.parse(JSON.stringify(tracing.toDrawing(GEOMETRY, marked))));
  equal(again, marked);
});

Deno.test('the message has the outline in working pixels', () => {
  const drawing = tracing.toDrawing(GEOMETRY, START);
  near(area(drawing.contour), area(MODEL), area(MODEL) * 0.02);
  equal(drawing.annulus, []);
  equal(drawing.apex, undefined);
});

Deno.test('an unfinished drawing has control points, but no outline', () => {
  const drawing = tracing.toDrawing(GEOMETRY, tracing.appendPoint(tracing.EMPTY, { x: 5, y: 6 }));
  equal(drawing.contour, []);
  equal(drawing.controlPoints, [{ x: 5, y: 6, notSeen: false }]);
});

Deno.test('a drawing of 200 points has at most 1000 vertices', () => {
  let many = tracing.EMPTY;
  for (let i = 0; i < 250; i++) {
    many = tracing.appendPoint(many, { x: 100 + 50 * Math.cos(i / 40), y: 100 + 50 * Math.sin(i / 40) });
  }
  equal(many.control.length, 200);
  equal(tracing.toDrawing(GEOMETRY, many).contour.length, 1000);
});

Deno.test('marks stay on the outline when it moves', () => {
  const marked = tracing.setMark(START, 'apex', { x: 112, y: 40 });
  const moved = tracing.moveWall(marked, 0, { x: marked.control[0].x, y: marked.control[0].y - 20 }, 60);
  near(nearest(tracing.outlineOf(moved), moved.marks!.apex).distance, 0, 1e-6);
});

Deno.test('moving the wall takes the neighbours along, and leaves the far side', () => {
  const far = START.control.reduce((best, p, i) => (p.y > START.control[best].y ? i : best), 0);
  const apex = START.control.reduce((best, p, i) => (p.y < START.control[best].y ? i : best), 0);
  const moved = tracing.moveWall(START, apex, { x: START.control[apex].x, y: START.control[apex].y - 10 }, 40);
  near(moved.control[apex].y, START.control[apex].y - 10, 1e-9);
  equal(moved.control[far], START.control[far]);
});

Deno.test('pulling the line inserts a point, in one gesture', () => {
  const gap = (i: number) =>
    Math.hypot(START.control[i].x - START.control[i + 1].x, START.control[i].y - START.control[i + 1].y);
  const longest = START.control.slice(0, -1).reduce((best, _, i) => (gap(i) > gap(best) ? i : best), 0);
  const between = tracing.outlineOf(START)[longest * STEPS + STEPS / 2];
  const stroke = begin(pen('points'), START, between)!;
  const after = stroke.move({ x: between.x + 9, y: between.y });
  equal(after.control.length, START.control.length + 1);
  near(after.control[longest + 1].x, between.x + 9, 1e-9);
  equal(stroke.end(), after);
});

Deno.test('beside the outline there is nothing to hold, so that the picture moves', () => {
  equal(begin(pen('points'), START, { x: 5, y: 5 }), undefined);
  equal(begin(pen('pan'), START, START.control[0]), undefined);
});

Deno.test('an outline is drawn in one line', () => {
  const line = Array.from(
    { length: 60 },
    (_, i) => ({ x: 112 + 30 * Math.sin(i / 9.5), y: 112 - 60 * Math.cos(i / 9.5) }),
  );
  const stroke = begin(pen('points'), tracing.EMPTY, line[0])!;
  for (const p of line) stroke.move(p);
  near(area(tracing.outlineOf(stroke.end())), Math.PI * 30 * 60, 250);
});

Deno.test('a short touch sets a point', () => {
  const stroke = begin(pen('points'), tracing.EMPTY, { x: 20, y: 20 })!;
  equal(stroke.end().control.length, 1);
});

Deno.test('painting makes the outline larger, and keeps what was not seen', () => {
  const unseen = { ...START, control: START.control.map((p) => ({ ...p, notSeen: true })) };
  const outline = tracing.outlineOf(unseen);
  const right = outline.reduce((best, p) => (p.x > best.x ? p : best));
  const stroke = begin(pen('paint'), unseen, right)!;
  stroke.move({ x: right.x + 4, y: right.y + 10 });
  const after = stroke.end();
  isTrue(area(tracing.outlineOf(after)) > area(outline), 'not larger');
  isTrue(after.control.every((p) => p.notSeen), 'lost what was not seen');
});

Deno.test('flags of marks can be taken hold of', () => {
  const [apex] = flags(START, 12);
  equal(handleAt(START, apex.flag, 5, 12), { kind: 'mark', mark: 'apex' });
});

Deno.test('keys select, move, insert and mark', () => {
  equal(nextPoint(START, undefined, 1), { kind: 'point', index: 0 });
  equal(nextPoint(START, { kind: 'point', index: 0 }, -1), { kind: 'point', index: START.control.length - 1 });
  equal(nextMark(START, { kind: 'mark', mark: 'apex' }), { kind: 'mark', mark: 'left' });
  equal(nudged(START, { kind: 'point', index: 1 }, 'ArrowRight', 5).control[1].x, START.control[1].x + 5);
  isTrue(
    nudged(START, { kind: 'mark', mark: 'left' }, 'ArrowUp', 1).marks !== undefined,
    'a moved mark is the reader’s',
  );
  equal(insertedAfter(START, 0).control.length, START.control.length + 1);
});

Deno.test('measures follow the drawing', () => {
  const before = measuresOf(GEOMETRY, START)!;
  const after = measuresOf(
    GEOMETRY,
    tracing.moveAll(START, START.control.map((p) => ({ x: p.x * 1.1, y: p.y * 1.1 }))),
  )!;
  near(after.volume / before.volume, 1.331, 0.01);
  equal(measuresOf(GEOMETRY, tracing.EMPTY), undefined);
});

Deno.test('copies the outline of the nearest frame that has one', () => {
  sessionStorage.clear();
  const models = new Map([[3, { frameIndex: 3, points: MODEL }]]);
  const frame = { clipId: 'c', frameIndex: 5, geometry: GEOMETRY };
  equal(neighbour(frame, models, -1), START);
  equal(neighbourIndex(frame, models, -1), 3);
  equal(neighbour(frame, models, 1), undefined);
  equal(neighbourIndex(frame, models, 1), undefined);
});

Deno.test('a point is selected only as long as there is one', () => {
  const last = { kind: 'point', index: START.control.length - 1 } as const;
  equal(stillSelected(START, last), last);
  equal(stillSelected(tracing.removePoint(START, 0), last), undefined);
  equal(stillSelected(tracing.EMPTY, { kind: 'mark', mark: 'apex' }), { kind: 'mark', mark: 'apex' });
});

Deno.test('marks of a reader count in the figures of an outline that the service sends', () => {
  const marked = tracing.setMark(START, 'apex', { x: 130, y: 80 });
  const { contour, ...drawing } = tracing.toDrawing(GEOMETRY, marked);
  const measures = measuresOfWorking(GEOMETRY, contour, tracing.marksOfDrawing({ ...drawing, contour: [] }))!;
  near(measures.volume, measuresOf(GEOMETRY, marked)!.volume, 0.01);
  isTrue(Math.abs(measures.volume - measuresOfWorking(GEOMETRY, contour)!.volume) > 1, 'the marks change nothing');
});

Deno.test('a drawing with marks only follows its outline', () => {
  const marked = tracing.setMark(START, 'apex', { x: 130, y: 80 });
  const opened = tracing.fromDrawing(GEOMETRY, { ...tracing.toDrawing(GEOMETRY, marked), controlPoints: [] });
  isTrue(tracing.isClosed(opened), 'empty');
  equal(opened.marks, marked.marks);
});

Deno.test('undo and redo go back and forth, and a new step forgets the future', () => {
  const history = new History('a');
  history.commit('b');
  history.commit('c');
  isTrue(history.undo() && history.present === 'b', 'undo');
  isTrue(history.redo() && history.present === 'c', 'redo');
  history.undo();
  history.commit('d');
  equal(history.canRedo, false);
  isTrue(history.undo() && history.undo() && !history.undo(), 'the first step is the last to undo');
  equal(history.present, 'a');
});
