package org.echomotion.ef.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.function.Supplier;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.metrics.Distribution;
import org.echomotion.metrics.StageTimer;

/** The meters of ef-service. */
@Startup
@ApplicationScoped
public class EfMetrics {

  private final MeterRegistry registry;
  private final Timer measure;
  private final DistributionSummary ejectionFraction;
  private final DistributionSummary intervalWidth;

  EfMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.measure = StageTimer.of(registry, "measure");
    this.ejectionFraction =
        Distribution.of(
            registry,
            "echomotion.ejection.fraction",
            "percent",
            "Ejection fraction of a clip",
            20,
            30,
            35,
            40,
            45,
            50,
            55,
            60,
            65,
            70,
            80);
    this.intervalWidth =
        Distribution.of(
            registry,
            "echomotion.interval.width",
            "points",
            "Width of the interval around a clip's ejection fraction",
            5,
            10,
            15,
            20,
            25,
            30,
            40,
            60);
  }

  /** Measures the stage {@code measure}: from the outlines of a clip to its stored result. */
  public <T> T measuring(Supplier<T> work) {
    Timer.Sample begun = Timer.start(registry);
    T result = work.get();
    begun.stop(measure);
    return result;
  }

  /** Adds the result of a clip, with its numbers if its quality is poor. */
  public void measured(EjectionFraction result) {
    Counter.builder("echomotion.clips.measured")
        .description("Measured clips, by status and quality of the result")
        .tag("status", name(result.getStatus(), "EJECTION_FRACTION_STATUS_"))
        .tag("quality", name(result.getQuality().getGrade(), "QUALITY_GRADE_"))
        .register(registry)
        .increment();
    if (result.hasEjectionFractionPercent()) {
      ejectionFraction.record(result.getEjectionFractionPercent());
      intervalWidth.record(
          result.getInterval().getUpperPercent() - result.getInterval().getLowerPercent());
    }
  }

  private static String name(Enum<?> value, String prefix) {
    return value.name().replace(prefix, "").toLowerCase(Locale.ROOT);
  }
}
