package org.echomotion.segmentation.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.outline.Mask;

@Entity
@IdClass(FrameSegmentationEntity.Key.class)
@Table(schema = "segmentation", name = "frame_segmentation")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class FrameSegmentationEntity {

  record Key(UUID segmentationId, int frameIndex) implements Serializable {}

  @Id
  @Column(name = "segmentation_id")
  UUID segmentationId;

  @Id
  @Column(name = "frame_index")
  int frameIndex;

  byte[] mask;

  byte[] contour;

  @Column(name = "mean_boundary_entropy")
  double meanBoundaryEntropy;

  @Column(name = "mean_probability")
  double meanProbability;

  static FrameSegmentationEntity of(UUID segmentationId, FrameSegmentation frame) {
    FrameSegmentationEntity entity = new FrameSegmentationEntity();
    entity.segmentationId = segmentationId;
    entity.frameIndex = frame.frameIndex();
    entity.mask = frame.mask().bits();
    entity.contour = ContourBytes.of(frame.contour());
    entity.meanBoundaryEntropy = frame.meanBoundaryEntropy();
    entity.meanProbability = frame.meanProbability();
    return entity;
  }

  FrameSegmentation toRecord(int height, int width) {
    return new FrameSegmentation(
        frameIndex,
        new Mask(height, width, mask),
        ContourBytes.read(contour),
        meanBoundaryEntropy,
        meanProbability);
  }
}
