package org.echomotion.xai.api;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.echomotion.tenant.TenantNames;
import org.echomotion.xai.settings.XaiSettings;
import org.echomotion.xai.store.ExplanationStore;
import org.jboss.logging.Logger;

/** Deletes files without a row. A crash leaves them. */
@ApplicationScoped
class OrphanSweep {

  private static final Logger LOG = Logger.getLogger(OrphanSweep.class);

  private final ExplanationStore store;
  private final TenantNames tenants;
  private final Duration age;

  OrphanSweep(ExplanationStore store, TenantNames tenants, XaiSettings settings) {
    this.store = store;
    this.tenants = tenants;
    this.age = settings.orphanAge();
  }

  @Scheduled(
      identity = "xai-orphan-sweep",
      every = "{echomotion.xai.orphan-sweep-every}",
      delayed = "{echomotion.xai.orphan-sweep-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void sweep() {
    tenants.forEach(
        "xai-service",
        tenant -> {
          int removed = store.removeOrphans(age);
          if (removed > 0) {
            LOG.infof("Deleted the files of %d unfinished explanations", removed);
          }
        });
  }
}
