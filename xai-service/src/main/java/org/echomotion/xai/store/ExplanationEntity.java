package org.echomotion.xai.store;

import com.google.protobuf.InvalidProtocolBufferException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.echomotion.contract.common.v1.Provenance;

// Hibernate sets the fields.
@SuppressWarnings("NullAway.Init")
@Entity
@Table(schema = "xai", name = "explanation")
class ExplanationEntity {

  @Id UUID id;

  @Column(name = "clip_id")
  UUID clipId;

  @Column(name = "study_id")
  UUID studyId;

  @Column(name = "model_version")
  String modelVersion;

  @Column(name = "configuration_hash")
  String configurationHash;

  byte[] provenance;

  @Column(name = "created_at")
  Instant createdAt;

  StoredExplanation toRecord(List<ArtefactEntity> artefacts) {
    try {
      return new StoredExplanation(
          id,
          clipId,
          studyId,
          configurationHash,
          Provenance.parseFrom(provenance),
          createdAt,
          artefacts.stream().map(ArtefactEntity::toRecord).toList());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A stored provenance cannot be read", e);
    }
  }
}
