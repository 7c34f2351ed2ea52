package org.echomotion.ef.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which results to list. Empty filters accept all results.
 *
 * @param studyKey the caller's name for the study
 * @param from the clip was ingested at this time or later
 * @param until the clip was ingested before this time
 * @param grades accepted grades: {@code GOOD}, {@code USABLE}, {@code POOR}
 * @param lowestPercent the ejection fraction is at least this
 * @param highestPercent the ejection fraction is at most this
 * @param poorHaveNumbers whether the percent limits also accept ejection fractions of poor quality
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
