package org.echomotion.segmentation.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.segment.ClipSegmentation;
import org.echomotion.segmentation.segment.Provenance;

/** Segmentations of clips; each method is one transaction. */
@ApplicationScoped
public class SegmentationStore {

  private final ClipSegmentationRepository clips;
  private final FrameSegmentationRepository frames;

  SegmentationStore(ClipSegmentationRepository clips, FrameSegmentationRepository frames) {
    this.clips = clips;
    this.frames = frames;
  }

  /**
   * Stores a segmentation unless the clip already has one with the same model and configuration.
   *
   * @param segmented all its frames
   * @return the stored segmentation: this one, or the earlier one
   */
  @Transactional
  public ClipSegmentation save(ClipSegmentation segmentation, List<FrameSegmentation> segmented) {
    if (!clips.insert(segmentation)) {
      return clips
          .find(segmentation.clipId(), segmentation.provenance())
          .map(ClipSegmentationEntity::toRecord)
          .orElseThrow(
              () -> new IllegalStateException("The clip was deleted during segmentation."));
    }
    frames.persist(segmented.stream().map(f -> FrameSegmentationEntity.of(segmentation.id(), f)));
    return segmentation;
  }

  /** Returns a clip's segmentation with a model and configuration. */
  @Transactional
  public Optional<ClipSegmentation> find(UUID clipId, Provenance by) {
    return clips.find(clipId, by).map(ClipSegmentationEntity::toRecord);
  }

  /** Returns a clip's segmentation with {@code preferred}, else its newest. */
  @Transactional
  public Optional<ClipSegmentation> latest(UUID clipId, Provenance preferred) {
    return clips
        .find(clipId, preferred)
        .or(() -> clips.newestFirst(clipId).stream().findFirst())
        .map(ClipSegmentationEntity::toRecord);
  }

  @Transactional
  public Optional<ClipSegmentation> byId(UUID id) {
    return clips.findByIdOptional(id).map(ClipSegmentationEntity::toRecord);
  }

  /**
   * Returns the existing frames of {@code firstFrame} to {@code firstFrame + frameCount - 1}, in
   * order.
   */
  @Transactional
  public List<FrameSegmentation> frames(ClipSegmentation of, int firstFrame, int frameCount) {
    return frames.range(of.id(), firstFrame, frameCount).stream()
        .map(f -> f.toRecord(of.height(), of.width()))
        .toList();
  }
}
