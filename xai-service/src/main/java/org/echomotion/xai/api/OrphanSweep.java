package org.echomotion.xai.api;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.xai.settings.XaiSettings;
import org.echomotion.xai.store.ExplanationStore;
import org.jboss.logging.Logger;

/** Deletes files without a row. A crash leaves them. */
@ApplicationScoped
class OrphanSweep {

  private static final Logger LOG = Logger.getLogger(OrphanSweep.class);

  private final ExplanationStore store;
  private final Actors actors;
  private final Duration age;

  OrphanSweep(ExplanationStore store, Actors actors, XaiSettings settings) {
    this.store = store;
    this.actors = actors;
    this.age = settings.orphanAge();
  }

  @Scheduled(
      identity = "xai-orphan-sweep",
      every = "{echomotion.xai.orphan-sweep-every}",
      delayed = "{echomotion.xai.orphan-sweep-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void sweep() {
    // Lists folders, not tenants: a removed tenant may have left a folder.
    for (String tenant : store.tenants()) {
      int removed = actors.as(new Actor(tenant, "xai-service"), () -> store.removeOrphans(age));
      if (removed > 0) {
        LOG.infof("Deleted the files of %d unfinished explanations", removed);
      }
    }
  }
}
