package org.echomotion.xai.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.echomotion.metrics.StageTimer;

/** The meters of xai-service. */
@Startup
@ApplicationScoped
public class XaiMetrics {

  private final MeterRegistry registry;
  private final Timer explain;
  private final Counter damaged;

  XaiMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.explain = StageTimer.of(registry, "explain");
    this.damaged =
        Counter.builder("echomotion.explanations.damaged")
            .description("Explanations that were found damaged when somebody asked for them")
            .register(registry);
  }

  /** Measures the stage {@code explain}: from a result to the stored pictures and report. */
  public <T> T explaining(Supplier<T> work) {
    Timer.Sample begun = Timer.start(registry);
    T result = work.get();
    begun.stop(explain);
    return result;
  }

  /** Counts an explanation that was found damaged. */
  public void damaged() {
    damaged.increment();
  }
}
