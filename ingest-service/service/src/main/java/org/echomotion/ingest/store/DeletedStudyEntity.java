package org.echomotion.ingest.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.echomotion.tenant.Actor;

/** Row of {@code ingest.deleted_study}. */
@Entity(name = "IngestDeletedStudy")
@Table(schema = "ingest", name = "deleted_study")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class DeletedStudyEntity {

  @Id UUID studyId;
  UUID[] clipIds;
  Instant deletedAt;
  Instant publishedAt;
  String tenant;
  String deletedBy;

  DeletedStudy toDeletedStudy() {
    return new DeletedStudy(studyId, List.of(clipIds), deletedAt, new Actor(tenant, deletedBy));
  }
}
