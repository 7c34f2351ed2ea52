package org.echomotion.ingest.dataset.labelled;

/** Where in the cardiac cycle a labelled frame lies. */
public enum Phase {
  /** End-diastole. */
  ED,
  /** End-systole. */
  ES,
  /** Anywhere else. */
  MID
}
