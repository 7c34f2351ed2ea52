package org.echomotion.ef.interval;

import java.util.Locale;

/** The imaging planes that an ejection fraction was measured in. */
public enum Planes {
  A4C("A4C alone"),
  A2C("A2C alone"),
  /** A4C and A2C together. */
  BIPLANE("both views"),
  /** Any of the others, or a single plane of unknown view. */
  ANY("one view or both");

  private final String words;

  Planes(String words) {
    this.words = words;
  }

  /** The planes in words. */
  public String words() {
    return words;
  }

  /** The planes as a stable lower-case word, for tables and files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
