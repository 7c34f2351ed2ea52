package org.echomotion.ingest.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rows of {@code ingest.clip}. */
@ApplicationScoped
class ClipRepository implements PanacheRepositoryBase<ClipEntity, UUID> {}
