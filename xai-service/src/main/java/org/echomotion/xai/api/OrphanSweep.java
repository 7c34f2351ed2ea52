package org.echomotion.xai.api;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.echomotion.xai.store.ExplanationStore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Removes bytes that a crash left without a row. */
@ApplicationScoped
class OrphanSweep {

  private static final Logger LOG = Logger.getLogger(OrphanSweep.class);

  private final ExplanationStore store;
  private final Duration age;

  OrphanSweep(
      ExplanationStore store, @ConfigProperty(name = "echomotion.xai.orphan-age") Duration age) {
    this.store = store;
    this.age = age;
  }

  @Scheduled(
      identity = "xai-orphan-sweep",
      every = "${echomotion.xai.orphan-sweep-every}",
      delayed = "${echomotion.xai.orphan-sweep-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void sweep() {
    int removed = store.removeOrphans(age);
    if (removed > 0) {
      LOG.infof("Removed the bytes of %d explanations that were never finished", removed);
    }
  }
}
