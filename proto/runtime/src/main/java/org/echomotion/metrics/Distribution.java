package org.echomotion.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/** A histogram of values, without tags. */
public final class Distribution {

  private Distribution() {}

  /**
   * Returns the histogram, and creates it if it is missing.
   *
   * @param name with dots, for example {@code echomotion.ejection.fraction}
   * @param unit the end of the name in Prometheus, for example {@code percent}
   * @param buckets upper ends, increasing
   */
  public static DistributionSummary of(
      MeterRegistry registry, String name, String unit, String description, double... buckets) {
    return DistributionSummary.builder(name)
        .baseUnit(unit)
        .description(description)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }
}
