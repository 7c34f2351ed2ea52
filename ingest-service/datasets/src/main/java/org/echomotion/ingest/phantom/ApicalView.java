package org.echomotion.ingest.phantom;

/** The apical views a phantom can show. */
public enum ApicalView {
  /** Four chambers: septum and right heart on the left of the image. */
  A4C,
  /** Two chambers: inferior wall on the left, no right heart. */
  A2C
}
