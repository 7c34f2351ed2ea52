package org.echomotion.activelearning.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.faulttolerance.api.BeforeRetry;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.AnnotationTask;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.selection.UncertainFrames;
import org.echomotion.activelearning.selection.UncertainFrames.Candidate;
import org.echomotion.activelearning.settings.ActiveLearningSettings;
import org.echomotion.activelearning.store.AnnotationQueue;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.LogRetry;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Puts the most uncertain frames of each segmented clip into the queue. */
@ApplicationScoped
public class ClipSegmentedConsumer {

  private static final Logger LOG = Logger.getLogger(ClipSegmentedConsumer.class);

  private final SegmentationClient segmentation;
  private final AnnotationQueue queue;
  private final UncertainFrames selection;
  private final Actors actors;

  ClipSegmentedConsumer(
      SegmentationClient segmentation,
      AnnotationQueue queue,
      ActiveLearningSettings settings,
      Actors actors) {
    this.segmentation = segmentation;
    this.queue = queue;
    this.actors = actors;
    this.selection =
        new UncertainFrames(
            settings.framesPerClip(), settings.minimumUncertainty(), settings.apartSeconds());
  }

  /** Idempotent: does nothing if the clip's frames are already queued. */
  @Incoming("active-learning-clip-segmented")
  @Blocking
  @Retry(
      maxRetries = -1,
      delay = 500,
      maxDuration = 10,
      durationUnit = ChronoUnit.MINUTES,
      abortOn = EchoMotionException.class)
  @ExponentialBackoff(maxDelay = 5000)
  @BeforeRetry(LogRetry.class)
  public void enqueue(Record<String, byte[]> event) {
    ClipSegmented segmented = parse(event.value());
    actors.as(actor(segmented), () -> enqueue(segmented));
  }

  private void enqueue(ClipSegmented segmented) {
    UUID clipId = uuid(segmented.getClipId());
    UUID studyId = uuid(segmented.getStudyId());
    Optional<List<FrameSegmentation>> frames = segmentation.of(clipId);
    if (frames.isEmpty()) {
      LOG.infof("Clip %s was deleted before its frames were queued", clipId);
      return;
    }
    Map<Integer, FrameSegmentation> byIndex =
        frames.get().stream()
            .collect(Collectors.toMap(FrameSegmentation::getFrameIndex, Function.identity()));
    List<Candidate> candidates =
        frames.get().stream()
            .map(frame -> new Candidate(frame.getFrameIndex(), frame.getMeanBoundaryEntropy()))
            .toList();
    List<AnnotationTask> selected =
        selection.select(candidates, segmented.getClip().getFrameRateHz()).stream()
            .map(
                picked ->
                    new AnnotationTask(
                        UUID.randomUUID(),
                        clipId,
                        studyId,
                        picked.frameIndex(),
                        picked.uncertainty(),
                        new Outline(
                            Objects.requireNonNull(byIndex.get(picked.frameIndex()))
                                .getContourList()),
                        segmented.getProvenance()))
            .toList();
    queue.enqueue(clipId, segmented.getProvenance().getModelVersion(), selected);
  }

  private static ClipSegmented parse(byte[] payload) {
    try {
      return ClipSegmented.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new EchoMotionException(e, ActiveLearningError.BAD_EVENT);
    }
  }

  private static Actor actor(ClipSegmented event) {
    try {
      return Actor.ofEvent(event.getTenant(), event.getActor());
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, ActiveLearningError.BAD_EVENT);
    }
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, ActiveLearningError.BAD_EVENT);
    }
  }
}
