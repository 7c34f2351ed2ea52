package org.echomotion.segmentation.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.segment.ClipSegmentation;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Turns {@code clip.ingested} into {@code clip.segmented}. */
@ApplicationScoped
public class ClipIngestedConsumer {

  private static final Logger LOG = Logger.getLogger(ClipIngestedConsumer.class);

  private final SegmentationStep step;
  private final ViewStep views;
  private final MutinyEmitter<Record<String, byte[]>> segmented;

  ClipIngestedConsumer(
      SegmentationStep step,
      ViewStep views,
      @Channel("segmentation-clip-segmented") MutinyEmitter<Record<String, byte[]>> segmented) {
    this.step = step;
    this.views = views;
    this.segmented = segmented;
  }

  /**
   * Segments the clip and publishes the result.
   *
   * @throws EchoMotionException if the clip cannot be segmented; the record is then dead-lettered
   *     with the exception's message
   */
  @Incoming("segmentation-clip-ingested")
  @Blocking
  public void consume(byte[] payload) {
    ClipIngested clip = parse(payload);
    UUID clipId = identifier("clip_id", clip.getClipId());
    UUID studyId = identifier("study_id", clip.getStudyId());
    if (clip.getFrameCount() < 1) {
      throw bad("frame_count is " + clip.getFrameCount());
    }
    try {
      Optional<ClipSegmentation> result =
          step.segment(clipId, studyId, clip.getFrameCount(), clip.getPreprocessingVersion());
      Optional<ViewFinding> view = result.isEmpty() ? Optional.empty() : views.find(clipId, clip);
      if (view.isEmpty()) {
        LOG.infof("Clip %s was deleted before it was segmented", clipId);
        return;
      }
      byte[] event = SegmentationMessages.segmented(clip, view.get(), result.get()).toByteArray();
      segmented.sendAndAwait(Record.of(studyId.toString(), event));
    } catch (EchoMotionException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new EchoMotionException(e, SegmentationError.STEP_FAILED);
    }
  }

  private static ClipIngested parse(byte[] payload) {
    try {
      return ClipIngested.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw bad(e, "it is not a ClipIngested message");
    }
  }

  private static UUID identifier(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw bad(e, field + " is not a UUID");
    }
  }

  private static EchoMotionException bad(String what) {
    return new EchoMotionException(SegmentationError.BAD_EVENT, what);
  }

  private static EchoMotionException bad(Throwable cause, String what) {
    return new EchoMotionException(cause, SegmentationError.BAD_EVENT, what);
  }
}
