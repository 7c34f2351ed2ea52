package org.echomotion.ingest.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.ingest.settings.IngestSettings;
import org.echomotion.ingest.store.blob.BlobStore;
import org.echomotion.ingest.store.blob.UploadFiles;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.jboss.logging.Logger;

/**
 * Deletes uploads that broke off and were not continued, and leftovers of a crash: unfinished blobs
 * and blobs without a clip. Recent ones stay, because their upload may be continued, or their
 * clip's row may still be written.
 */
@ApplicationScoped
public class OrphanSweep {

  private static final Logger LOG = Logger.getLogger(OrphanSweep.class);

  private final BlobStore blobs;
  private final UploadFiles uploads;
  private final ClipRepository clips;
  private final Actors actors;
  private final Duration age;

  OrphanSweep(
      BlobStore blobs,
      UploadFiles uploads,
      ClipRepository clips,
      Actors actors,
      IngestSettings settings) {
    this.blobs = blobs;
    this.uploads = uploads;
    this.clips = clips;
    this.actors = actors;
    this.age = settings.orphanAge();
  }

  @Scheduled(
      identity = "ingest-orphan-sweep",
      every = "{echomotion.ingest.orphan-sweep-every}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void sweepOnSchedule() {
    int removed = sweep(Instant.now().minus(age));
    if (removed > 0) {
      LOG.infof("Deleted %d blobs and uploads that belong to no clip", removed);
    }
  }

  /**
   * Deletes old uploads and blobs that belong to no clip.
   *
   * @param before only files last written before this instant are deleted
   * @return number of deleted blobs and uploads
   */
  int sweep(Instant before) {
    int removed = uploads.sweep(before);
    // Lists folders, not tenants: a removed tenant may have left a folder.
    for (String folder : blobs.folders()) {
      if (Actor.isTenant(folder)) {
        removed +=
            actors.as(
                new Actor(folder, "ingest-service"), () -> delete(blobs.list(folder), before));
      }
    }
    return removed;
  }

  private int delete(List<BlobStore.Listed> candidates, Instant before) {
    List<String> old =
        candidates.stream()
            .filter(listed -> listed.changedAt().isBefore(before))
            .map(BlobStore.Listed::name)
            .toList();
    List<String> orphans =
        QuarkusTransaction.requiringNew().call(() -> old.stream().filter(this::isOrphan).toList());
    orphans.forEach(blobs::delete);
    return orphans.size();
  }

  private boolean isOrphan(String name) {
    if (name.endsWith(".part")) {
      return true;
    }
    return clipOf(name).map(id -> clips.findByIdOptional(id).isEmpty()).orElse(false);
  }

  /** Returns the clip of a blob; empty for other files, which are not deleted. */
  private static Optional<UUID> clipOf(String name) {
    if (!name.endsWith(".working") && !name.endsWith(".display")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          UUID.fromString(name.substring(name.indexOf('/') + 1, name.lastIndexOf('.'))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
