import type { Annotation, QueuedFrame } from '../api/messages.ts';
import { COLOURS } from '../drawing/paintFrame.ts';

/** An annotation of a frame, and the colour of its outline. */
export interface Coloured {
  readonly annotation: Annotation;
  readonly colour: string;
}

const isReading = (annotation: Annotation): boolean => annotation.role === 'ANNOTATION_ROLE_READER';

/** What the readers drew, each in a colour of their own. */
export const readingsOf = (frame: QueuedFrame): Coloured[] =>
  (frame.annotations ?? []).filter(isReading)
    .map((annotation, i) => ({ annotation, colour: COLOURS.readers[i % COLOURS.readers.length] }));

/** What reviewers decided. */
export const decisionsOf = (frame: QueuedFrame): Coloured[] =>
  (frame.annotations ?? []).filter((a) => !isReading(a)).map((annotation) => ({
    annotation,
    colour: COLOURS.decision,
  }));
