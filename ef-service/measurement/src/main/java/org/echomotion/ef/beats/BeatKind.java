package org.echomotion.ef.beats;

/** What a beat is among the others of its clip. */
public enum BeatKind {
  /** Neither of the others. */
  USUAL,
  /** It came early. */
  PREMATURE,
  /** It followed a premature beat, and so had longer to fill. */
  AFTER_PREMATURE
}
