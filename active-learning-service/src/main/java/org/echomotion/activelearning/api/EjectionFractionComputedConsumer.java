package org.echomotion.activelearning.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.faulttolerance.api.BeforeRetry;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.selection.ClipEvidence;
import org.echomotion.activelearning.selection.FrameEvidence;
import org.echomotion.activelearning.settings.ActiveLearningSettings;
import org.echomotion.activelearning.store.FrameIntake;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.LogRetry;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.trace.EventWork;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Adds frames of each measured clip to the queue. */
@ApplicationScoped
public class EjectionFractionComputedConsumer {

  private static final Logger LOG = Logger.getLogger(EjectionFractionComputedConsumer.class);

  private final SegmentationClient segmentation;
  private final EfClient results;
  private final FrameIntake intake;
  private final ClipEvidence evidence;
  private final Actors actors;
  private final EventWork events;

  EjectionFractionComputedConsumer(
      SegmentationClient segmentation,
      EfClient results,
      FrameIntake intake,
      ActiveLearningSettings settings,
      Actors actors,
      EventWork events) {
    this.events = events;
    this.segmentation = segmentation;
    this.results = results;
    this.intake = intake;
    this.actors = actors;
    this.evidence =
        new ClipEvidence(
            new ClipEvidence.Settings(
                settings.minimumUncertainty(),
                settings.areaJump(),
                settings.areaNeighbours(),
                settings.viewDifference()));
  }

  /** Idempotent: does nothing if the clip's frames are already in the queue. */
  @Incoming("active-learning-ef-computed")
  @Blocking
  @Retry(
      maxRetries = -1,
      delay = 500,
      maxDuration = 10,
      durationUnit = ChronoUnit.MINUTES,
      abortOn = EchoMotionException.class)
  @ExponentialBackoff(maxDelay = 5000)
  @BeforeRetry(LogRetry.class)
  public void take(Record<String, byte[]> event, Optional<TracingMetadata> tracing) {
    EjectionFractionComputed computed = parse(event.value());
    events.process(
        "ef.computed",
        tracing.map(TracingMetadata::getCurrentContext),
        () -> actors.as(actor(computed), () -> take(computed)));
  }

  private void take(EjectionFractionComputed computed) {
    UUID clipId = uuid(computed.getClipId());
    UUID studyId = uuid(computed.getStudyId());
    Optional<GetEjectionFractionResponse> study =
        intake.studyKey(studyId).flatMap(results::ofStudy);
    Optional<EjectionFraction> result =
        study.flatMap(
            answer ->
                answer.getResultsList().stream()
                    .filter(each -> each.getClipId().equals(clipId.toString()))
                    .reduce((earlier, later) -> later));
    Optional<List<FrameSegmentation>> frames = segmentation.of(clipId);
    if (frames.isEmpty() || result.isEmpty()) {
      LOG.infof("Clip %s was deleted before its frames were queued", clipId);
      return;
    }
    String view = view(result.get());
    if (view.isEmpty() || frames.get().isEmpty()) {
      return;
    }
    OptionalDouble difference =
        study.get().getStudy().hasViewDifferencePoints()
            ? OptionalDouble.of(study.get().getStudy().getViewDifferencePoints())
            : OptionalDouble.empty();
    List<FrameEvidence> speaking = evidence.of(frames.get(), result.get(), difference);
    intake.take(
        new FrameIntake.Clip(
            clipId,
            studyId,
            view,
            result.get().getQuality().getGrade() == QualityGrade.QUALITY_GRADE_POOR,
            speaking,
            frames.get().stream().map(frame -> new Outline(frame.getContourList())).toList(),
            result.get().getProvenance()),
        // An event that is sent again chooses the same frames.
        new Random(clipId.getMostSignificantBits() ^ clipId.getLeastSignificantBits()));
  }

  /** Returns the study store's name of the view; empty if it is neither A4C nor A2C. */
  static String view(EjectionFraction result) {
    return switch (result.getView()) {
      case VIEW_A4C -> "A4C";
      case VIEW_A2C -> "A2C";
      default -> "";
    };
  }

  private static EjectionFractionComputed parse(byte[] payload) {
    try {
      return EjectionFractionComputed.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new EchoMotionException(e, ActiveLearningError.BAD_EVENT);
    }
  }

  private static Actor actor(EjectionFractionComputed event) {
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
