package org.echomotion.ef.api.messages;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.beats.FrameRate;
import org.echomotion.ef.clip.Recording;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.error.EchoMotionException;
import org.echomotion.tenant.Actor;

/** The event {@code clip.segmented}, checked. */
public record ClipSegmentedEvent(
    UUID clipId,
    UUID studyId,
    ViewFinding view,
    int frameCount,
    FrameRate frameRate,
    Optional<PixelSpacing> spacing,
    Recording recording,
    Instant clipCreatedAt,
    Provenance segmentation,
    Actor actor) {

  /**
   * Reads an event.
   *
   * @throws EchoMotionException {@link EjectionFractionError#BAD_EVENT} if it is not valid
   */
  public static ClipSegmentedEvent parse(byte[] payload) {
    try {
      ClipSegmented event = ClipSegmented.parseFrom(payload);
      ClipIngested clip = event.getClip();
      if (clip.getFrameCount() < 1) {
        throw new EchoMotionException(
            EjectionFractionError.BAD_EVENT, "frame_count is " + clip.getFrameCount());
      }
      return new ClipSegmentedEvent(
          UUID.fromString(event.getClipId()),
          UUID.fromString(event.getStudyId()),
          view(event),
          clip.getFrameCount(),
          new FrameRate(clip.getFrameRateHz()),
          clip.hasMmPerWorkingPixel()
              ? Optional.of(new PixelSpacing(clip.getMmPerWorkingPixel()))
              : Optional.empty(),
          RecordingMessages.read(clip.getRecording(), clip.getFrameCount()),
          Instant.ofEpochSecond(clip.getOccurredAt().getSeconds(), clip.getOccurredAt().getNanos()),
          event.getProvenance(),
          Actor.ofEvent(event.getTenant(), event.getActor()));
    } catch (InvalidProtocolBufferException e) {
      throw bad(e, "it is not a ClipSegmented message");
    } catch (IllegalArgumentException e) {
      throw bad(
          e, "an identifier, the frame rate, the pixel spacing, a time or the tenant is not valid");
    }
  }

  private static ViewFinding view(ClipSegmented event) {
    return event.hasView()
        ? event.getView()
        : ViewFinding.newBuilder().setView(event.getClip().getView()).build();
  }

  private static EchoMotionException bad(Throwable cause, String what) {
    return new EchoMotionException(cause, EjectionFractionError.BAD_EVENT, what);
  }
}
