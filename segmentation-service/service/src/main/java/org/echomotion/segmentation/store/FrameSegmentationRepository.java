package org.echomotion.segmentation.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class FrameSegmentationRepository
    implements PanacheRepositoryBase<FrameSegmentationEntity, FrameSegmentationEntity.Key> {

  List<FrameSegmentationEntity> range(UUID segmentationId, int firstFrame, int frameCount) {
    return list(
        "segmentationId = ?1 and frameIndex >= ?2 and frameIndex < ?3 order by frameIndex",
        segmentationId,
        firstFrame,
        firstFrame + frameCount);
  }
}
