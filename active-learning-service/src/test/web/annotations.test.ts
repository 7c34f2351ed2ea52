import type { QueuedFrame } from '../../main/resources/web/app/api/messages.ts';
import { decisionsOf, readingsOf } from '../../main/resources/web/app/parts/annotations.ts';
import { equal } from './check.ts';

const FRAME = {
  annotations: [
    { annotationId: 'a', role: 'ANNOTATION_ROLE_READER' },
    { annotationId: 'd', role: 'ANNOTATION_ROLE_REVIEWER' },
    { annotationId: 'b', role: 'ANNOTATION_ROLE_READER' },
  ],
} as QueuedFrame;

Deno.test('a reviewer is not counted as a reader', () => {
  equal(readingsOf(FRAME).map((r) => r.annotation.annotationId), ['a', 'b']);
  equal(decisionsOf(FRAME).map((d) => d.annotation.annotationId), ['d']);
});

Deno.test('each reader has a colour', () => {
  const colours = readingsOf(FRAME).map((r) => r.colour);
  equal(new Set(colours).size, 2);
});
