package org.echomotion.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.metrics.Distribution;
import org.echomotion.metrics.StageTimer;

/** The meters of ingest-service. */
@Startup
@ApplicationScoped
public class IngestMetrics {

  private final MeterRegistry registry;
  private final Timer decode;
  private final Timer uploadToEf;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong damagedClips = new AtomicLong();
  private final AtomicLong damagedTrails = new AtomicLong();
  private final Map<String, Counter> failed;
  private final DistributionSummary medianLevel;
  private final DistributionSummary darkRatio;

  IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.decode = StageTimer.of(registry, "decode");
    this.uploadToEf = StageTimer.of(registry, "upload_to_ef");
    this.failed =
        Stream.of("segmentation", "ef", "xai")
            .collect(Collectors.toMap(Function.identity(), this::failedIn));
    this.medianLevel =
        Distribution.of(
            registry,
            "echomotion.picture.median",
            "level",
            "Median gray level of a clip's pictures, 0 to 255",
            8,
            16,
            24,
            32,
            48,
            64,
            96,
            128);
    this.darkRatio =
        Distribution.of(
            registry,
            "echomotion.picture.dark",
            "ratio",
            "Share of nearly black pixels in a clip's sector",
            0.1,
            0.2,
            0.3,
            0.4,
            0.5,
            0.6,
            0.7,
            0.8,
            0.9);
    gauge("echomotion.clips.waiting", "Stored clips that are not segmented yet", waiting::get);
    gauge(
        "echomotion.clips.damaged",
        "Clips with damaged or missing frames, found by the last scrub",
        damagedClips::get);
    gauge(
        "echomotion.audit.trails.damaged",
        "Tenants whose audit trail is damaged, found by the last check",
        damagedTrails::get);
  }

  private Counter failedIn(String step) {
    return Counter.builder("echomotion.clips.failed")
        .description("Clips that a step failed for good")
        .tag("step", step)
        .register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** Measures the stage {@code decode}: from a file to stored frames. */
  public <T> T decoding(Supplier<T> work) {
    Timer.Sample begun = Timer.start(registry);
    T result = work.get();
    begun.stop(decode);
    return result;
  }

  /** Adds the time from the last byte of an upload to the clip's ejection fraction. */
  public void uploadToEf(Duration time) {
    uploadToEf.record(time);
  }

  /** Adds the picture of a clip. */
  public void picture(PictureMeasures picture) {
    medianLevel.record(picture.medianLevel());
    darkRatio.record(picture.darkShare());
  }

  /** Counts a clip that a step failed for good. */
  public void clipFailed(String step) {
    failed.getOrDefault(step, failedIn(step)).increment();
  }

  /** States the number of stored clips that are not segmented yet. */
  public void waitingClips(long clips) {
    waiting.set(clips);
  }

  /** States how many clips the last scrub found with damaged or missing frames. */
  public void damagedClips(long clips) {
    damagedClips.set(clips);
  }

  /** States how many tenants' audit trails the last check found damaged. */
  public void damagedTrails(long tenants) {
    damagedTrails.set(tenants);
  }

  /** Watches the number of uploads in progress. */
  public void watchUploads(Supplier<Number> inProgress) {
    gauge("echomotion.uploads.in.progress", "Uploads in progress", inProgress);
  }
}
