package org.echomotion.ef.beats;

/** Whether a beat is premature, follows a premature beat, or is neither. */
public enum BeatKind {
  /** Neither premature nor after a premature beat. */
  USUAL,
  /** The beat came early. */
  PREMATURE,
  /** The beat followed a premature beat, so the ventricle filled for longer. */
  AFTER_PREMATURE
}
