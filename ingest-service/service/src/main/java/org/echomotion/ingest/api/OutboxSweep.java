package org.echomotion.ingest.api;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.echomotion.ingest.metrics.IngestMetrics;
import org.echomotion.ingest.store.Backlog;
import org.echomotion.ingest.store.DeletedStudy;
import org.echomotion.ingest.store.Outbox;
import org.echomotion.ingest.store.StoredClip;
import org.echomotion.tenant.TenantNames;
import org.jboss.logging.Logger;

/**
 * Sends the events that are still unsent after a crash or an outage of the broker, and counts the
 * clips that wait for segmentation.
 */
@ApplicationScoped
class OutboxSweep {

  private static final Logger LOG = Logger.getLogger(OutboxSweep.class);

  /**
   * Age from which an event is sent again. The call that created a younger event is still sending
   * it.
   */
  private static final Duration OWED_FOR = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final IngestEvents events;
  private final StudyRemoval removal;
  private final TenantRemoval tenantRemoval;
  private final TenantNames tenants;
  private final Backlog backlog;
  private final IngestMetrics metrics;

  OutboxSweep(
      Outbox outbox,
      IngestEvents events,
      StudyRemoval removal,
      TenantRemoval tenantRemoval,
      TenantNames tenants,
      Backlog backlog,
      IngestMetrics metrics) {
    this.backlog = backlog;
    this.metrics = metrics;
    this.outbox = outbox;
    this.events = events;
    this.removal = removal;
    this.tenantRemoval = tenantRemoval;
    this.tenants = tenants;
  }

  @Scheduled(
      identity = "ingest-outbox-sweep",
      every = "{echomotion.ingest.outbox-sweep-every}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void sweep() {
    try {
      metrics.waitingClips(backlog.inAll());
      tenants.forEach(
          "ingest-service",
          tenant -> {
            sendUnsent();
            tenantRemoval.continueRemovals(tenant);
          });
    } catch (RuntimeException e) {
      LOG.warnf("Unsent events will be sent in the next sweep: %s", e.toString());
    }
  }

  private void sendUnsent() {
    for (StoredClip clip : outbox.unpublishedClips(OWED_FOR)) {
      events.publish(clip);
    }
    for (DeletedStudy study : outbox.unpublishedDeletions(OWED_FOR)) {
      removal.removeFrames(study);
      events.publish(study);
    }
  }
}
