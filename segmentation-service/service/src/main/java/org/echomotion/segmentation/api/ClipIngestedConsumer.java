package org.echomotion.segmentation.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.TracingMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.trace.EventWork;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Receives {@code clip.ingested} and sends {@code clip.segmented}. */
@ApplicationScoped
public class ClipIngestedConsumer {

  private final SegmentationStep step;
  private final Actors actors;
  private final EventWork events;

  ClipIngestedConsumer(SegmentationStep step, Actors actors, EventWork events) {
    this.events = events;
    this.step = step;
    this.actors = actors;
  }

  /**
   * Segments the clip of an event.
   *
   * @throws EchoMotionException if the clip cannot be segmented; the record is then dead-lettered
   *     with the exception's message
   */
  @Incoming("segmentation-clip-ingested")
  @Blocking
  public void consume(byte[] payload, Optional<TracingMetadata> tracing) {
    events.process(
        "clip.ingested", tracing.map(TracingMetadata::getCurrentContext), () -> segment(payload));
  }

  private void segment(byte[] payload) {
    ClipIngested clip = parse(payload);
    UUID clipId = identifier("clip_id", clip.getClipId());
    UUID studyId = identifier("study_id", clip.getStudyId());
    if (clip.getFrameCount() < 1) {
      throw bad("frame_count is " + clip.getFrameCount());
    }
    Actor actor = actor(clip);
    try {
      actors.as(actor, () -> step.perform(clipId, studyId, clip));
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
      throw bad(e, "it cannot be read as ClipIngested");
    }
  }

  private static Actor actor(ClipIngested clip) {
    try {
      return Actor.ofEvent(clip.getTenant(), clip.getActor());
    } catch (IllegalArgumentException e) {
      throw bad(e, "tenant is not a tenant's name");
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
