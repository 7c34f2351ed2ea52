package org.echomotion.ef.study;

/** The apical view of a clip. */
public enum ApicalView {
  /** Apical four-chamber. */
  FOUR_CHAMBER("A4C"),
  /** Apical two-chamber. */
  TWO_CHAMBER("A2C"),
  /** Unknown. Such a clip is never part of a biplane measurement. */
  UNKNOWN("clip of unknown view");

  private final String label;

  ApicalView(String label) {
    this.label = label;
  }

  /** The view's name for readers. */
  public String label() {
    return label;
  }
}
