package org.echomotion.ingest.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rows of {@code ingest.study}. */
@ApplicationScoped
class StudyRepository implements PanacheRepositoryBase<StudyEntity, UUID> {}
