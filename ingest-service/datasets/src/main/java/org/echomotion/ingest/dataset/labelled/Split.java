package org.echomotion.ingest.dataset.labelled;

import java.util.Locale;
import java.util.Optional;

/** What a labelled frame is for. All frames of one subject share it. */
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /** The word of a table: train, valid or val, test, in any case; empty for other words. */
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
