package org.echomotion.activelearning.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.echomotion.activelearning.queue.QueueStats;

/** The meters of active-learning-service. */
@Startup
@ApplicationScoped
public class AnnotationMetrics {

  /** How a lease ended. */
  public enum LeaseEnd {
    SUBMITTED,
    RELEASED,
    SKIPPED
  }

  private final Map<LeaseEnd, Timer> leases;
  private final AtomicLong waiting;
  private final AtomicLong leased;

  AnnotationMetrics(MeterRegistry registry) {
    this.leases =
        List.of(LeaseEnd.values()).stream()
            .collect(Collectors.toMap(Function.identity(), end -> timer(registry, end)));
    this.waiting = places(registry, "waiting");
    this.leased = places(registry, "leased");
  }

  private static Timer timer(MeterRegistry registry, LeaseEnd end) {
    return Timer.builder("echomotion.lease")
        .description("Time from the lease of a frame to its end")
        .tag("end", end.name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30))
        .register(registry);
  }

  private static AtomicLong places(MeterRegistry registry, String state) {
    AtomicLong places = new AtomicLong();
    Gauge.builder("echomotion.annotation.places", places::get)
        .description("Places of readers in the queue, by state")
        .tag("state", state)
        .register(registry);
    return places;
  }

  /** Adds a lease that has ended. */
  public void ended(LeaseEnd end, Duration time) {
    Objects.requireNonNull(leases.get(end)).record(time);
  }

  /** States the numbers of places of all tenants. */
  public void places(QueueStats all) {
    waiting.set(all.waiting());
    leased.set(all.leased());
  }
}
