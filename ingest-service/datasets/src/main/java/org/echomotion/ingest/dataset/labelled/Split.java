package org.echomotion.ingest.dataset.labelled;

import java.util.Locale;
import java.util.Optional;

/** The use of a labelled frame. All frames of one subject have the same. */
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /** Parses a table's word: train, valid, val or test, in any case; empty for other words. */
  public static Optional<Split> of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "train" -> Optional.of(TRAIN);
      case "valid", "val" -> Optional.of(VALID);
      case "test" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
