package org.echomotion.segmentation.training.configuration;

/** Checks of values. Messages state the key, its value and the allowed values. */
final class Bounds {

  private Bounds() {}

  static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d, but must be at least %d.".formatted(key, value, least));
    }
  }

  static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("%s is %s, but must be above 0.".formatted(key, value));
    }
  }

  static void notNegative(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("%s is %s, but must be 0 or more.".formatted(key, value));
    }
  }

  /** [0, 1]. */
  static void share(String key, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s is %s, but must be in [0, 1].".formatted(key, value));
    }
  }

  /** [0, 1). */
  static void belowOne(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("%s is %s, but must be in [0, 1).".formatted(key, value));
    }
  }
}
