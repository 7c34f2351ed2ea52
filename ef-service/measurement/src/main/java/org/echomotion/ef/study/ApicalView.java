package org.echomotion.ef.study;

/** From where a clip looks at the left ventricle. */
public enum ApicalView {
  /** Apical four-chamber. */
  FOUR_CHAMBER("A4C"),
  /** Apical two-chamber. */
  TWO_CHAMBER("A2C"),
  /** Not known: such a clip never makes one of two views. */
  UNKNOWN("clip of unknown view");

  private final String label;

  ApicalView(String label) {
    this.label = label;
  }

  /** As a reader names it. */
  public String label() {
    return label;
  }
}
