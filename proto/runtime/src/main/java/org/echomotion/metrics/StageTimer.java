package org.echomotion.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.DoubleStream;

/** The timer {@code echomotion_stage_seconds}: how long one stage of the work takes. */
public final class StageTimer {

  private static final double[] BUCKETS_SECONDS = {
    0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600
  };

  private StageTimer() {}

  /**
   * Returns the timer of a stage, and creates it if it is missing.
   *
   * @param stage value of the tag {@code stage}
   */
  public static Timer of(MeterRegistry registry, String stage) {
    return Timer.builder("echomotion.stage")
        .description("Time that a stage takes for one clip")
        .tag("stage", stage)
        .serviceLevelObjectives(
            DoubleStream.of(BUCKETS_SECONDS)
                .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                .toArray(Duration[]::new))
        .register(registry);
  }
}
