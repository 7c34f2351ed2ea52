package org.echomotion.ingest.phantom.heart;

/** How a phantom's heart beats. */
public enum Rhythm {
  /** Sinus rhythm: cycles within a few percent of each other, all beats alike. */
  REGULAR,
  /**
   * As in atrial fibrillation: every cycle has a different length (0.55 to 1.6 of the mean),
   * without atrial filling. After a short cycle the ventricle is less filled; every beat ejects the
   * same share.
   */
  IRREGULAR,
  /**
   * Sinus rhythm with premature beats. They begin at 0.55 to 0.75 of the cycle, before the
   * ventricle is filled, and eject less. A pause follows, and the beat after it ejects a little
   * more.
   */
  PREMATURE
}
