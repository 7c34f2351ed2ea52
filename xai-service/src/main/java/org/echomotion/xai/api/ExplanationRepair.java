package org.echomotion.xai.api;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.xai.metrics.XaiMetrics;
import org.echomotion.xai.store.StoredExplanation;
import org.jboss.logging.Logger;

/**
 * Makes damaged explanations again, one after the other, in the background. The thread has no
 * caller, so its calls to the other services are this service's own.
 */
@ApplicationScoped
class ExplanationRepair {

  private static final Logger LOG = Logger.getLogger(ExplanationRepair.class);

  private final ExplanationStep step;
  private final Actors actors;
  private final XaiMetrics metrics;
  private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread repair = new Thread(task, "xai-repair");
            repair.setDaemon(true);
            return repair;
          });

  ExplanationRepair(ExplanationStep step, Actors actors, XaiMetrics metrics) {
    this.metrics = metrics;
    this.step = step;
    this.actors = actors;
  }

  /** Starts to make an explanation again, unless it is already waiting for that. */
  void start(StoredExplanation damaged) {
    Actor service = new Actor(actors.required().tenant(), "xai-service");
    if (waiting.add(damaged.id())) {
      metrics.damaged();
      thread.execute(() -> actors.as(service, () -> repair(damaged)));
    }
  }

  private void repair(StoredExplanation damaged) {
    try {
      step.makeAgain(damaged);
      LOG.infof("Made the damaged explanation of clip %s again", damaged.clipId());
    } catch (RuntimeException e) {
      LOG.warnf("The damaged explanation of clip %s was not made again: %s", damaged.clipId(), e);
    } finally {
      waiting.remove(damaged.id());
    }
  }

  @PreDestroy
  void close() {
    thread.shutdownNow();
  }
}
