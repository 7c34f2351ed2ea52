package org.echomotion.ingest.api;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.metrics.IngestMetrics;
import org.echomotion.ingest.settings.IngestSettings;
import org.echomotion.ingest.store.blob.UploadKey;
import org.echomotion.pseudonym.StudyKeys;
import org.echomotion.tenant.Actor;

/** The uploads in progress. Ends those that are too slow. */
@ApplicationScoped
class ArrivingUploads {

  private final List<Upload> underWay = new CopyOnWriteArrayList<>();
  private final Map<Actor, Integer> places = new ConcurrentHashMap<>();
  private final StudyKeys keys;
  private final int mostPerCaller;
  private final Duration period;
  private final long bytesPerSecond;

  ArrivingUploads(StudyKeys keys, IngestSettings settings, IngestMetrics metrics) {
    this.keys = keys;
    this.mostPerCaller = settings.maxUploadsPerCaller();
    this.period = settings.uploadStallTime();
    this.bytesPerSecond = settings.minUploadRate().asLongValue();
    metrics.watchUploads(this::inAll);
  }

  /**
   * Takes a place for an upload. The caller gives it back with {@link #leave} or {@link #end}.
   *
   * @throws EchoMotionException {@code TOO_MANY_UPLOADS}
   */
  void enter(Actor caller) {
    if (places.merge(caller, 1, Integer::sum) > mostPerCaller) {
      leave(caller);
      throw new EchoMotionException(IngestError.TOO_MANY_UPLOADS, mostPerCaller);
    }
  }

  void leave(Actor caller) {
    places.computeIfPresent(caller, (same, uploads) -> uploads == 1 ? null : uploads - 1);
  }

  /** Returns the number of places taken by a tenant's callers. */
  long ofTenant(String tenant) {
    return places.entrySet().stream()
        .filter(place -> place.getKey().tenant().equals(tenant))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Returns the number of places taken. */
  long inAll() {
    return places.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Adds an upload that has a place. */
  void begin(Upload upload) {
    underWay.add(upload);
  }

  /** Removes an upload, and gives its place back. */
  void end(Upload upload) {
    if (underWay.remove(upload)) {
      leave(upload.key().caller());
    }
  }

  boolean has(Upload upload) {
    return underWay.contains(upload);
  }

  /** Returns a tenant's newest upload to a study. */
  Optional<Upload> to(String tenant, String studyKey) {
    String stored = keys.stored(studyKey);
    return underWay.stream()
        .filter(upload -> upload.key().caller().tenant().equals(tenant))
        .filter(upload -> upload.key().studyKey().equals(stored))
        .reduce((older, newer) -> newer);
  }

  /** Returns the uploads of a file by its caller. */
  List<Upload> of(UploadKey key) {
    return underWay.stream().filter(upload -> upload.key().equals(key)).toList();
  }

  @Scheduled(
      identity = "ingest-stalled-uploads",
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void endStalled() {
    endStalled(System.nanoTime());
  }

  /**
   * @param nowNanos as {@link System#nanoTime}
   */
  void endStalled(long nowNanos) {
    for (Upload upload : underWay) {
      if (upload.isStalled(nowNanos, period, bytesPerSecond)) {
        upload.interrupt(
            new EchoMotionException(
                IngestError.UPLOAD_STALLED,
                bytesPerSecond * period.toSeconds(),
                period.toSeconds()));
      }
    }
  }
}
