package org.echomotion.segmentation.api;

import com.google.protobuf.ByteString;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.contract.segmentation.v1.SegmentFramesRequest;
import org.echomotion.contract.segmentation.v1.SegmentFramesResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.segment.ClipSegmenter;
import org.echomotion.segmentation.segment.Provenance;

/** Outlines frames of a caller with the same steps as a clip's frames. Nothing is stored. */
@ApplicationScoped
class HeldFrames {

  private static final int MOST_FRAMES = 256;

  /** Short, because a caller waits and can try again. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ModelServer models;
  private final ServiceProvenance provenance;

  HeldFrames(ModelServer models, ServiceProvenance provenance) {
    this.models = models;
    this.provenance = provenance;
  }

  /**
   * @throws EchoMotionException {@link SegmentationError#BAD_REQUEST} if they are not working
   *     frames with the model's preprocessing; {@link SegmentationError#NOT_READY}; or an error of
   *     the batcher
   */
  SegmentFramesResponse outline(SegmentFramesRequest request) {
    List<byte[]> frames = frames(request);
    ClipSegmenter segmenter = new ClipSegmenter(models.batcher(), provenance.outline(), PATIENCE);
    Provenance by = provenance.current();
    if (!by.preprocessingVersion().equals(request.getPreprocessingVersion())) {
      throw bad(
          "preprocessing_version is '%s', and the model takes %s"
              .formatted(request.getPreprocessingVersion(), by.preprocessingVersion()));
    }
    return SegmentFramesResponse.newBuilder()
        .addAllFrames(
            segmenter.start(request.getFirstFrame(), frames).outlines().stream()
                .map(SegmentationMessages::of)
                .toList())
        .setProvenance(SegmentationMessages.of(by))
        .build();
  }

  private static List<byte[]> frames(SegmentFramesRequest request) {
    ByteString pixels = request.getPixels();
    int count = pixels.size() / WorkingFrame.PIXELS;
    if (count < 1 || count > MOST_FRAMES || pixels.size() % WorkingFrame.PIXELS != 0) {
      throw bad(
          "pixels are 1 to " + MOST_FRAMES + " frames of " + WorkingFrame.PIXELS + " bytes each");
    }
    if (request.getFirstFrame() < 0) {
      throw bad("first_frame is below 0");
    }
    List<byte[]> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      frames.add(
          pixels.substring(i * WorkingFrame.PIXELS, (i + 1) * WorkingFrame.PIXELS).toByteArray());
    }
    return frames;
  }

  private static EchoMotionException bad(String what) {
    return new EchoMotionException(SegmentationError.BAD_REQUEST, what);
  }
}
