package org.echomotion.ingest.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.echomotion.tenant.TenantNames;

/**
 * Counts the clips that are stored and not yet segmented. Clips that have failed do not wait. An
 * index contains only these clips.
 */
@ApplicationScoped
public class Backlog {

  private final ClipRepository clips;
  private final TenantNames tenants;

  Backlog(ClipRepository clips, TenantNames tenants) {
    this.clips = clips;
    this.tenants = tenants;
  }

  /** Returns the number of waiting clips of the current tenant. */
  public long ofTenant() {
    return QuarkusTransaction.requiringNew().call(() -> clips.count("stage", ClipStage.INGESTED));
  }

  /** Returns the number of waiting clips of all tenants. */
  public long inAll() {
    AtomicLong sum = new AtomicLong();
    tenants.forEach("ingest-service", tenant -> sum.addAndGet(ofTenant()));
    return sum.get();
  }
}
