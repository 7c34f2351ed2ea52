import type { Annotation, AnnotationRole, QueuedFrame } from '../api/messages.ts';
import { COLOURS } from '../drawing/paintFrame.ts';

/** An annotation of a frame, and the colour of its outline. */
export interface Coloured {
  readonly annotation: Annotation;
  readonly colour: string;
}

const withRole = (frame: QueuedFrame, role: AnnotationRole): Annotation[] =>
  (frame.annotations ?? []).filter((annotation) => annotation.role === role);

const coloured = (annotations: readonly Annotation[], first: number): Coloured[] =>
  annotations.map((annotation, i) => ({ annotation, colour: COLOURS.readers[(first + i) % COLOURS.readers.length] }));

/** What the readers drew, each in a colour of their own. */
export const readingsOf = (frame: QueuedFrame): Coloured[] => coloured(withRole(frame, 'ANNOTATION_ROLE_READER'), 0);

/** What people corrected on the page of the study, in further colours. */
export const correctionsOf = (frame: QueuedFrame): Coloured[] =>
  coloured(withRole(frame, 'ANNOTATION_ROLE_CORRECTION'), readingsOf(frame).length);

/** Labels from files of other tools, in further colours. */
export const importsOf = (frame: QueuedFrame): Coloured[] =>
  coloured(withRole(frame, 'ANNOTATION_ROLE_IMPORTED'), readingsOf(frame).length + correctionsOf(frame).length);

/** What reviewers decided. */
export const decisionsOf = (frame: QueuedFrame): Coloured[] =>
  withRole(frame, 'ANNOTATION_ROLE_REVIEWER').map((annotation) => ({ annotation, colour: COLOURS.decision }));
