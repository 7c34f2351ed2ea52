package org.echomotion.xai.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.echomotion.contract.events.v1.StudyDeleted;
import org.echomotion.error.EchoMotionException;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.xai.XaiError;
import org.echomotion.xai.store.ExplanationStore;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Receives {@code study.deleted}: deletes the study's artefacts, then acknowledges the event. */
@ApplicationScoped
public class StudyDeletedConsumer {

  private final ExplanationStore store;
  private final Actors actors;

  StudyDeletedConsumer(ExplanationStore store, Actors actors) {
    this.store = store;
    this.actors = actors;
  }

  /** Deletes the artefacts of a deleted study. Its rows are deleted with the study's row. */
  @Incoming("xai-study-deleted")
  @Blocking
  public void delete(byte[] payload) {
    try {
      StudyDeleted event = StudyDeleted.parseFrom(payload);
      List<UUID> clips = event.getClipIdsList().stream().map(UUID::fromString).toList();
      actors.as(Actor.ofEvent(event.getTenant(), event.getActor()), () -> store.removeBlobs(clips));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new EchoMotionException(e, XaiError.EVENT_UNREADABLE, "study.deleted");
    }
  }
}
