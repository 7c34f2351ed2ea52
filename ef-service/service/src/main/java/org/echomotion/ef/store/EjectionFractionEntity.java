package org.echomotion.ef.store;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.jspecify.annotations.Nullable;

@Entity
@Table(schema = "ef", name = "ejection_fraction")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class EjectionFractionEntity {

  @Id UUID id;
  UUID clipId;
  UUID studyId;
  String studyKey;
  String modelVersion;
  String configurationHash;
  String status;
  @Nullable String qualityGrade;
  @Nullable Double ejectionFractionPercent;
  byte[] result;
  Instant clipCreatedAt;
  Instant createdAt;

  StoredResult toRecord() {
    try {
      return new StoredResult(
          id, clipId, studyId, EjectionFraction.parseFrom(result), clipCreatedAt, createdAt);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A stored result cannot be read.", e);
    }
  }
}
