package org.echomotion.xai.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.TracingMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.AWTError;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.error.EchoMotionException;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.trace.EventWork;
import org.echomotion.xai.XaiError;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Receives {@code ef.computed}: explains the clip, then acknowledges the event. */
@ApplicationScoped
public class EfComputedConsumer {

  private final ExplanationStep step;
  private final Actors actors;
  private final EventWork events;

  EfComputedConsumer(ExplanationStep step, Actors actors, EventWork events) {
    this.events = events;
    this.step = step;
    this.actors = actors;
  }

  /**
   * Explains the clip of the event.
   *
   * @throws EchoMotionException if the clip cannot be explained; the record is then dead-lettered
   *     with the exception's message
   */
  @Incoming("xai-ef-computed")
  @Blocking
  public void explain(byte[] payload, Optional<TracingMetadata> tracing) {
    events.process(
        "ef.computed", tracing.map(TracingMetadata::getCurrentContext), () -> explain(payload));
  }

  private void explain(byte[] payload) {
    try {
      EjectionFractionComputed event = EjectionFractionComputed.parseFrom(payload);
      UUID study = id(event.getStudyId());
      UUID clip = id(event.getClipId());
      actors.as(actor(event), () -> step.perform(study, clip, event.getResult().getProvenance()));
    } catch (InvalidProtocolBufferException e) {
      throw new EchoMotionException(e, XaiError.EVENT_UNREADABLE, "ef.computed");
    } catch (EchoMotionException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new EchoMotionException(e, XaiError.STEP_FAILED);
    } catch (LinkageError | InternalError | AWTError e) {
      throw new EchoMotionException(e, XaiError.PICTURES_NOT_DRAWN);
    }
  }

  private static Actor actor(EjectionFractionComputed event) {
    try {
      return Actor.ofEvent(event.getTenant(), event.getActor());
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, XaiError.EVENT_UNREADABLE, "ef.computed");
    }
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, XaiError.EVENT_UNREADABLE, "ef.computed");
    }
  }
}
