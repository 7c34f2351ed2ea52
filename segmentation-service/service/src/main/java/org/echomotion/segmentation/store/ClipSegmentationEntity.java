package org.echomotion.segmentation.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.echomotion.segmentation.segment.ClipSegmentation;
import org.echomotion.segmentation.segment.Provenance;

@Entity
@Table(schema = "segmentation", name = "clip_segmentation")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class ClipSegmentationEntity {

  @Id UUID id;

  @Column(name = "clip_id")
  UUID clipId;

  @Column(name = "study_id")
  UUID studyId;

  @Column(name = "model_name")
  String modelName;

  @Column(name = "model_version")
  String modelVersion;

  @Column(name = "model_sha256")
  String modelSha256;

  @Column(name = "model_licence")
  String modelLicence;

  @Column(name = "preprocessing_version")
  String preprocessingVersion;

  @Column(name = "software_version")
  String softwareVersion;

  @Column(name = "configuration_hash")
  String configurationHash;

  @Column(name = "frame_count")
  int frameCount;

  int height;

  int width;

  @Column(name = "mean_boundary_entropy")
  double meanBoundaryEntropy;

  @Column(name = "created_at")
  Instant createdAt;

  ClipSegmentation toRecord() {
    return new ClipSegmentation(
        id,
        clipId,
        studyId,
        new Provenance(
            modelName,
            modelVersion,
            modelSha256,
            modelLicence,
            preprocessingVersion,
            softwareVersion,
            configurationHash),
        frameCount,
        height,
        width,
        meanBoundaryEntropy,
        createdAt);
  }
}
