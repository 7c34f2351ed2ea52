package org.echomotion.segmentation.training.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the most similar existing name: the one with the fewest edits. */
final class NearestName {

  private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();

  private NearestName() {}

  /** Empty if every name differs in more than half of its letters. */
  static Optional<String> of(String meant, Collection<String> names) {
    return names.stream()
        .filter(name -> EDITS.apply(meant, name) <= Math.max(meant.length(), name.length()) / 2)
        .min(
            Comparator.comparingInt((String name) -> EDITS.apply(meant, name))
                .thenComparing(n -> n));
  }
}
