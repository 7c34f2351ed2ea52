package org.echomotion.segmentation.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.echomotion.metrics.Distribution;
import org.echomotion.metrics.StageTimer;
import org.echomotion.segmentation.model.FrameOutputs;
import org.echomotion.segmentation.model.ServedSignature;
import org.echomotion.segmentation.serving.BatchRunner;

/** The meters of segmentation-service. */
@Startup
@ApplicationScoped
public class SegmentationMetrics {

  private final MeterRegistry registry;
  private final Timer segment;
  private final DistributionSummary batch;
  private final DistributionSummary entropy;

  SegmentationMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.segment = StageTimer.of(registry, "segment");
    this.batch =
        Distribution.of(
            registry,
            "echomotion.model.batch",
            "frames",
            "Frames that ran through the model together",
            1,
            2,
            4,
            8,
            16,
            32,
            64);
    this.entropy =
        Distribution.of(
            registry,
            "echomotion.contour.entropy",
            "nats",
            "Mean entropy of a clip's probabilities at the outlines: how unsure the model is",
            0.1,
            0.2,
            0.25,
            0.3,
            0.35,
            0.4,
            0.45,
            0.5,
            0.6);
  }

  /** Measures the stage {@code segment}: from the frames of a clip to its stored outlines. */
  public <T> T segmenting(Supplier<T> work) {
    Timer.Sample begun = Timer.start(registry);
    T result = work.get();
    begun.stop(segment);
    return result;
  }

  /**
   * Adds how unsure the model was of a clip's outlines.
   *
   * @param meanBoundaryEntropy in nats
   */
  public void uncertainty(double meanBoundaryEntropy) {
    entropy.record(meanBoundaryEntropy);
  }

  /** Watches the number of frames that wait for the model. */
  public void watchQueue(Supplier<Number> waitingFrames) {
    Gauge.builder("echomotion.model.queue", waitingFrames)
        .baseUnit("frames")
        .description("Frames that wait for the model")
        .register(registry);
  }

  /** Returns a runner that also measures each run, and the size of its batch. */
  public BatchRunner measured(BatchRunner runner) {
    return (signature, frames) -> {
      Timer.Sample begun = Timer.start(registry);
      List<FrameOutputs> outputs = runner.run(signature, frames);
      begun.stop(run(signature));
      batch.record(frames.size());
      return outputs;
    };
  }

  private Timer run(ServedSignature signature) {
    return Timer.builder("echomotion.model.run")
        .description("Time of one run of the model")
        .tag("signature", signature.name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(registry);
  }
}
