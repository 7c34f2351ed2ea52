package org.echomotion.activelearning.api;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.activelearning.metrics.AnnotationMetrics;
import org.echomotion.activelearning.queue.QueueStats;
import org.echomotion.activelearning.store.Campaigns;
import org.echomotion.activelearning.store.Drafts;
import org.echomotion.activelearning.store.Leases;
import org.echomotion.tenant.TenantNames;

/** Frees expired leases, removes old drafts, and adds up the counts, for every tenant. */
@ApplicationScoped
class QueueSweep {

  private static final String ACTOR = "active-learning-service";

  private final TenantNames tenants;
  private final Leases leases;
  private final Drafts drafts;
  private final Campaigns campaigns;
  private final AnnotationMetrics metrics;

  QueueSweep(
      TenantNames tenants,
      Leases leases,
      Drafts drafts,
      Campaigns campaigns,
      AnnotationMetrics metrics) {
    this.metrics = metrics;
    this.tenants = tenants;
    this.leases = leases;
    this.drafts = drafts;
    this.campaigns = campaigns;
  }

  @Scheduled(
      every = "{echomotion.active-learning.sweep-period}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void sweep() {
    List<QueueStats> stats = new ArrayList<>();
    tenants.forEach(
        ACTOR,
        tenant -> {
          leases.expire();
          drafts.dropOld();
          campaigns.addUpCounts();
          stats.add(campaigns.stats());
        });
    metrics.places(QueueStats.sum(stats));
  }
}
