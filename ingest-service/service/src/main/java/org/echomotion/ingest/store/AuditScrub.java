package org.echomotion.ingest.store;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echomotion.audit.AuditChain;
import org.echomotion.ingest.metrics.IngestMetrics;
import org.echomotion.tenant.TenantNames;
import org.jboss.logging.Logger;

/**
 * Checks the audit trails of all tenants now and then, and logs the damaged ones. A trail whose end
 * was cut off together with the head is found only with an anchor, by {@code echomotion audit}.
 */
@ApplicationScoped
public class AuditScrub {

  private static final Logger LOG = Logger.getLogger(AuditScrub.class);

  private static final int PAGE = 1000;

  private final TenantNames tenants;
  private final AuditEntries entries;
  private final IngestMetrics metrics;

  AuditScrub(TenantNames tenants, AuditEntries entries, IngestMetrics metrics) {
    this.tenants = tenants;
    this.entries = entries;
    this.metrics = metrics;
  }

  @Scheduled(
      identity = "ingest-audit-scrub",
      every = "{echomotion.ingest.scrub-every}",
      delayed = "12m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void scrubOnSchedule() {
    scrub();
  }

  /** Returns the tenants whose trail is damaged. */
  List<String> scrub() {
    List<String> damaged = new ArrayList<>();
    tenants.forEach(
        "ingest-service",
        tenant ->
            fault()
                .ifPresent(
                    fault -> {
                      LOG.errorf("The audit trail of tenant %s is damaged: %s", tenant, fault);
                      damaged.add(tenant);
                    }));
    metrics.damagedTrails(damaged.size());
    return damaged;
  }

  private Optional<String> fault() {
    // Read first: entries may be added while the trail is read.
    AuditEntries.Head head = entries.head();
    AuditChain chain = new AuditChain();
    boolean headSeen = head.sequence() == 0;
    List<AuditChain.Entry> page;
    do {
      page = entries.after(chain.sequence(), PAGE);
      for (AuditChain.Entry entry : page) {
        Optional<String> fault = chain.next(entry);
        if (fault.isPresent()) {
          return fault;
        }
        if (entry.sequence() == head.sequence()) {
          headSeen = Arrays.equals(entry.hash(), head.hash());
        }
      }
    } while (page.size() == PAGE);
    return headSeen
        ? Optional.empty()
        : Optional.of("Its last entry is not the one that PostgreSQL has noted.");
  }
}
