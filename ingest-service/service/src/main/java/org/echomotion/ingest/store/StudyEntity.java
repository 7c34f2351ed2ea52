package org.echomotion.ingest.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Row of {@code ingest.study}. */
@Entity(name = "IngestStudy")
@Table(schema = "ingest", name = "study")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class StudyEntity {

  @Id UUID id;
  String key;
  Instant createdAt;

  StoredStudy toStudy(List<StoredClip> clips) {
    return new StoredStudy(id, key, createdAt, clips);
  }
}
