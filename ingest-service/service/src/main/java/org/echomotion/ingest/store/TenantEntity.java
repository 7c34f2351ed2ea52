package org.echomotion.ingest.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of {@code ingest.tenant}. */
@Entity(name = "IngestTenant")
@Table(schema = "ingest", name = "tenant")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class TenantEntity {

  @Id String name;

  Instant createdAt;
  Instant closedAt;
  Instant removedAt;

  TenantRow toRow() {
    return new TenantRow(name, createdAt, closedAt != null);
  }
}
