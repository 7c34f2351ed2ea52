import type { QueuedFrame } from '../../main/resources/web/app/api/messages.ts';
import { correctionsOf, decisionsOf, readingsOf } from '../../main/resources/web/app/parts/annotations.ts';
import { equal } from './check.ts';

const FRAME = {
  annotations: [
    { annotationId: 'a', role: 'ANNOTATION_ROLE_READER' },
    { annotationId: 'd', role: 'ANNOTATION_ROLE_REVIEWER' },
    { annotationId: 'c', role: 'ANNOTATION_ROLE_CORRECTION' },
    { annotationId: 'b', role: 'ANNOTATION_ROLE_READER' },
  ],
} as QueuedFrame;

Deno.test('reviewers and people who correct are not counted as readers', () => {
  equal(readingsOf(FRAME).map((r) => r.annotation.annotationId), ['a', 'b']);
  equal(correctionsOf(FRAME).map((c) => c.annotation.annotationId), ['c']);
  equal(decisionsOf(FRAME).map((d) => d.annotation.annotationId), ['d']);
});

Deno.test('each reader and each correction has a colour', () => {
  const colours = [...readingsOf(FRAME), ...correctionsOf(FRAME)].map((r) => r.colour);
  equal(new Set(colours).size, 3);
});
