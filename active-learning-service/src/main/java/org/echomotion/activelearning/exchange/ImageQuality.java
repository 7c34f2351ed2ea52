package org.echomotion.activelearning.exchange;

import java.util.Arrays;
import java.util.Optional;

/** A reader's grade of a picture, as in CAMUS. annotationweb calls the middle one "ok". */
public enum ImageQuality {
  POOR,
  MEDIUM,
  GOOD;

  /** The grade of this name; empty for any other text. */
  public static Optional<ImageQuality> named(String text) {
    if (text.equalsIgnoreCase("ok")) {
      return Optional.of(MEDIUM);
    }
    return Arrays.stream(values())
        .filter(quality -> quality.name().equalsIgnoreCase(text))
        .findFirst();
  }
}
