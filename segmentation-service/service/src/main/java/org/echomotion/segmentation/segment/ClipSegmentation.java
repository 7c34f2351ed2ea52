package org.echomotion.segmentation.segment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.outline.Mask;

/**
 * A clip's segmentation without its frames.
 *
 * @param height rows of a mask
 * @param width columns of a mask
 * @param meanBoundaryEntropy mean over the frames, in nats
 * @param createdAt time of creation, to the microsecond as in the study store
 */
public record ClipSegmentation(
    UUID id,
    UUID clipId,
    UUID studyId,
    Provenance provenance,
    int frameCount,
    int height,
    int width,
    double meanBoundaryEntropy,
    Instant createdAt) {

  /**
   * Combines the segmented frames of a clip.
   *
   * @param frames all frames of the clip, at least one
   */
  public static ClipSegmentation of(
      UUID clipId,
      UUID studyId,
      Provenance provenance,
      List<FrameSegmentation> frames,
      Instant now) {
    Mask first = frames.get(0).mask();
    double entropy =
        frames.stream().mapToDouble(FrameSegmentation::meanBoundaryEntropy).sum() / frames.size();
    return new ClipSegmentation(
        UUID.randomUUID(),
        clipId,
        studyId,
        provenance,
        frames.size(),
        first.height(),
        first.width(),
        entropy,
        now.truncatedTo(ChronoUnit.MICROS));
  }
}
