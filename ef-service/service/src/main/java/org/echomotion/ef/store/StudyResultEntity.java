package org.echomotion.ef.store;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;

@Entity
@Table(schema = "ef", name = "study_ejection_fraction")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class StudyResultEntity {

  @Id UUID id;
  UUID studyId;

  @Column(name = "a4c_result_id")
  UUID fourChamberResult;

  @Column(name = "a2c_result_id")
  UUID twoChamberResult;

  String configurationHash;
  byte[] result;
  Instant createdAt;

  StoredStudyResult toRecord() {
    try {
      return new StoredStudyResult(
          studyId,
          new StoredStudyResult.Pair(fourChamberResult, twoChamberResult),
          configurationHash,
          StudyEjectionFraction.parseFrom(result),
          createdAt);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A stored result cannot be read.", e);
    }
  }
}
