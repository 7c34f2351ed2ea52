package org.echomotion.ingest.store;

import java.time.Instant;

/**
 * One tenant's row.
 *
 * @param closed whether it is being removed
 */
public record TenantRow(String name, Instant createdAt, boolean closed) {}
