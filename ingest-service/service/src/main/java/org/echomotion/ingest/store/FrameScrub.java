package org.echomotion.ingest.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.echomotion.ingest.metrics.IngestMetrics;
import org.echomotion.ingest.store.blob.FrameStore;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.jboss.logging.Logger;

/**
 * Reads all stored frames now and then, and logs the clips whose frames are damaged or missing, so
 * that damage is found before somebody needs them.
 */
@ApplicationScoped
public class FrameScrub {

  private static final Logger LOG = Logger.getLogger(FrameScrub.class);

  private final TenantStore tenants;
  private final FrameStore frames;
  private final ClipRepository clips;
  private final Actors actors;
  private final IngestMetrics metrics;

  FrameScrub(
      TenantStore tenants,
      FrameStore frames,
      ClipRepository clips,
      Actors actors,
      IngestMetrics metrics) {
    this.metrics = metrics;
    this.tenants = tenants;
    this.frames = frames;
    this.clips = clips;
    this.actors = actors;
  }

  @Scheduled(
      identity = "ingest-frame-scrub",
      every = "{echomotion.ingest.scrub-every}",
      delayed = "10m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void scrubOnSchedule() {
    scrub();
  }

  /** Returns the clips with damaged or missing frames, of all tenants. */
  List<UUID> scrub() {
    List<UUID> damaged =
        tenants.all().stream()
            .map(TenantRow::name)
            .flatMap(
                tenant -> actors.as(new Actor(tenant, "ingest-service"), this::damaged).stream())
            .toList();
    metrics.damagedClips(damaged.size());
    return damaged;
  }

  private List<UUID> damaged() {
    List<UUID> known =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    clips
                        .getEntityManager()
                        .createQuery("select id from IngestClip", UUID.class)
                        .getResultList());
    List<UUID> damaged =
        known.stream().filter(id -> !frames.areWhole(id)).filter(this::isStillKnown).toList();
    damaged.forEach(
        id ->
            LOG.errorf(
                "The stored frames of clip %s are damaged. Upload the same file again.", id));
    return damaged;
  }

  /** A clip may be deleted while its frames are read. */
  private boolean isStillKnown(UUID id) {
    return QuarkusTransaction.requiringNew().call(() -> clips.findByIdOptional(id).isPresent());
  }
}
