package org.echomotion.ef.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which results to list. What is empty lets everything pass.
 *
 * @param studyKey the caller's name for the study
 * @param from the clip was taken in at this time or later
 * @param until the clip was taken in before this time
 * @param grades one of {@code GOOD}, {@code USABLE}, {@code POOR}
 * @param lowestPercent there is a number of at least this
 * @param highestPercent there is a number of at most this
 * @param poorHaveNumbers whether a number of poor quality counts as one
 */
public record ResultFilter(
    Optional<String> studyKey,
    Optional<Instant> from,
    Optional<Instant> until,
    Set<String> grades,
    OptionalDouble lowestPercent,
    OptionalDouble highestPercent,
    boolean poorHaveNumbers) {

  public ResultFilter {
    grades = Set.copyOf(grades);
  }

  boolean asksForNumbers() {
    return lowestPercent.isPresent() || highestPercent.isPresent();
  }
}
