package org.echomotion.activelearning.exchange;

import java.util.Arrays;
import java.util.Optional;

/** The phase of the cardiac cycle that a reader states for a frame. */
public enum Phase {
  /** End-diastole. */
  ED,
  /** End-systole. */
  ES;

  /** The phase of this name; empty for any other text, such as "Normal". */
  public static Optional<Phase> named(String text) {
    return Arrays.stream(values()).filter(phase -> phase.name().equalsIgnoreCase(text)).findFirst();
  }
}
