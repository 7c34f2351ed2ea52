package org.echomotion.xai.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.AWTError;
import java.util.List;
import java.util.UUID;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.contract.events.v1.StudyDeleted;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;
import org.echomotion.xai.store.ExplanationStore;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Turns {@code ef.computed} into {@code explanation.ready}, and forgets deleted studies. */
@ApplicationScoped
public class EfComputedConsumer {

  private final ExplanationStep step;
  private final ExplanationStore store;

  EfComputedConsumer(ExplanationStep step, ExplanationStore store) {
    this.step = step;
    this.store = store;
  }

  /**
   * @throws EchoMotionException if the clip cannot be explained; the record is then dead-lettered
   *     with the exception's message
   */
  @Incoming("xai-ef-computed")
  @Blocking
  public void explain(byte[] payload) {
    try {
      EjectionFractionComputed event = EjectionFractionComputed.parseFrom(payload);
      step.perform(
          id(event.getStudyId(), "ef.computed"),
          id(event.getClipId(), "ef.computed"),
          event.getResult().getProvenance());
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

  /** Removes the bytes of a deleted study; its rows went with it. */
  @Incoming("xai-study-deleted")
  @Blocking
  public void forget(byte[] payload) {
    try {
      StudyDeleted event = StudyDeleted.parseFrom(payload);
      List<UUID> clips =
          event.getClipIdsList().stream().map(clip -> id(clip, "study.deleted")).toList();
      store.removeBlobs(clips);
    } catch (InvalidProtocolBufferException e) {
      throw new EchoMotionException(e, XaiError.EVENT_UNREADABLE, "study.deleted");
    }
  }

  private static UUID id(String text, String topic) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, XaiError.EVENT_UNREADABLE, topic);
    }
  }
}
