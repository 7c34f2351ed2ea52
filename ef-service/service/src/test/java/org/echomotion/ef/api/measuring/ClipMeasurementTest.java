package org.echomotion.ef.api.measuring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.Record;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.common.v1.ViewSource;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.ef.api.BeatingVentricle;
import org.echomotion.ef.api.EjectionFractionServiceTestCase;
import org.echomotion.ef.api.SegmentationPeer;
import org.echomotion.ef.contour.Shapes;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** What becomes of a segmented clip. */
@QuarkusTest
class ClipMeasurementTest extends EjectionFractionServiceTestCase {

  @Test
  void aSegmentedClipGetsItsEjectionFraction() throws Exception {
    Clip clip = newClip("study-1", BeatingVentricle.frames(FRAMES, 1));
    send(clip);

    Record<String, byte[]> event = awaitEvents(1).get(0).getPayload();
    assertEquals(clip.study().toString(), event.key());
    EjectionFractionComputed computed = EjectionFractionComputed.parseFrom(event.value());
    assertEquals(clip.id().toString(), computed.getClipId());
    assertEquals(
        BeatingVentricle.EJECTION_FRACTION, computed.getResult().getEjectionFractionPercent(), 1);
    assertEquals(0, computed.getResult().getFramesCount());

    EjectionFraction result = get("study-1").get(0);
    assertEquals(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED, result.getStatus());
    assertEquals("study-1", result.getStudyKey());
    assertEquals(computed.getResult(), result.toBuilder().clearFrames().clearStudyKey().build());
    assertEquals(FRAMES, result.getFramesCount());
    double endDiastolicMl = Shapes.halfEllipsoidVolume(64, 38) * 1.3 * 1.3 * 1.3 / 1000;
    assertEquals(endDiastolicMl, result.getEndDiastolicVolumeMl(), 0.01 * endDiastolicMl);
    assertEquals(66.7, result.getHeartRateBpm(), 1);
    assertTrue(result.getInterval().getLowerPercent() < result.getEjectionFractionPercent());
    assertEquals("test-model", result.getProvenance().getModelName());
    assertEquals(64, result.getProvenance().getConfigurationHash().length());
    // At end-diastole 64 pixels of 1.3 mm, and half the area of an ellipse of 128 x 38 pixels.
    int endDiastole = result.getBeats(0).getEndDiastolicFrame();
    assertEquals(64 * 1.3, result.getFrames(endDiastole).getLongAxisLength(), 1);
    assertEquals(Math.PI / 4 * 64 * 38 * 1.69 / 100, result.getFrames(endDiastole).getArea(), 0.5);
  }

  @Test
  void aClipOfAnotherViewIsRefusedWithItsBeatsToBeSeen() throws Exception {
    Clip clip = newClip("study-other", BeatingVentricle.frames(FRAMES, 1));
    ViewFinding other =
        ViewFinding.newBuilder()
            .setView(View.VIEW_OTHER)
            .setSource(ViewSource.VIEW_SOURCE_CLASSIFIED)
            .setProbability(0.93)
            .setModel("echomotion-view 0.1.0")
            .build();
    source().send(clip.event().toBuilder().setView(other).build().toByteArray());
    awaitEvents(1);
    EjectionFraction result = get("study-other").get(0);
    assertEquals(EjectionFractionStatus.EJECTION_FRACTION_STATUS_OTHER_VIEW, result.getStatus());
    assertTrue(result.getStatusReason().contains("upload it to another study and state its view"));
    assertFalse(result.hasEjectionFractionPercent());
    assertEquals(other, result.getViewFinding());
    assertTrue(result.getBeatsCount() > 0);
  }

  @Test
  void aRedeliveredEventChangesNothingAndIsAnsweredAgain() throws Exception {
    Clip clip = newClip("study-2", BeatingVentricle.frames(FRAMES, 1));
    send(clip);
    awaitEvents(1);
    int pages = SegmentationPeer.PAGES.get();
    send(clip);
    List<? extends Message<Record<String, byte[]>>> events = awaitEvents(2);
    assertEquals(
        EjectionFractionComputed.parseFrom(events.get(0).getPayload().value()),
        EjectionFractionComputed.parseFrom(events.get(1).getPayload().value()));
    assertEquals(1, storedResults());
    assertEquals(pages, SegmentationPeer.PAGES.get(), "the stored result stands");
  }

  @Test
  void theSameClipMeasuredAnewGivesTheSameBytes() throws Exception {
    Clip clip = newClip("study-3", BeatingVentricle.frames(FRAMES, 1));
    send(clip);
    awaitEvents(1);
    EjectionFraction first = get("study-3").get(0);
    sql("delete from ef.ejection_fraction");
    send(clip);
    awaitEvents(2);
    assertEquals(first.toByteString(), get("study-3").get(0).toByteString());
  }

  @Test
  void aPeerThatIsAwayIsAskedAgain() throws Exception {
    SegmentationPeer.AWAY.set(3);
    send(newClip("study-4", BeatingVentricle.frames(FRAMES, 1)));
    awaitEvents(1);
    assertEquals(1, get("study-4").size());
  }

  @Test
  void aPeerThatRefusesForGoodFailsTheClipAtOnce() throws Exception {
    SegmentationPeer.REFUSAL.set(Status.FAILED_PRECONDITION);
    Clip clip = newClip("study-16", BeatingVentricle.frames(FRAMES, 1));
    assertEquals(
        "The clip cannot be measured: segmentation-service answered FAILED_PRECONDITION. Check that"
            + " all services have the same version, then upload the cine again.",
        refusal(clip.event().toByteArray()));
    assertEquals(0, storedResults());
  }

  @Test
  void aClipWithoutVentricleGetsAReasonInPlaceOfANumber() throws Exception {
    send(newClip("study-5", BeatingVentricle.empty(FRAMES)));
    awaitEvents(1);
    EjectionFraction result = get("study-5").get(0);
    assertEquals(
        EjectionFractionStatus.EJECTION_FRACTION_STATUS_NO_LEFT_VENTRICLE, result.getStatus());
    assertFalse(result.hasEjectionFractionPercent());
    assertFalse(result.hasInterval());
    assertTrue(result.getStatusReason().contains("0 of 150 frames"));
  }

  @Test
  void aSpacingThatIsNoNumberIsRefused() throws Exception {
    UUID study = newStudy("study-15");
    Clip clip =
        newClip(study, "study-15", BeatingVentricle.frames(FRAMES, 1), View.VIEW_A4C, Double.NaN);
    assertTrue(refusal(clip.event().toByteArray()).contains("pixel spacing"));
    assertEquals(0, storedResults());
  }

  @Test
  void aDeletedClipIsDroppedQuietly() throws Exception {
    Clip gone = newClip("study-6", BeatingVentricle.frames(FRAMES, 1));
    SegmentationPeer.CLIPS.clear();
    send(gone);
    Clip goneLater = newClip("study-7", BeatingVentricle.frames(FRAMES, 1));
    sql("delete from ingest.study");
    send(goneLater);
    send(newClip("study-8", BeatingVentricle.frames(FRAMES, 1)));
    awaitEvents(1);
    assertEquals(1, sink().received().size());
    assertEquals(1, get("study-8").size());
    assertEquals(1, storedResults());
  }

  @Test
  void whatCannotBeUsedIsRefusedWithASentence() throws Exception {
    assertEquals(
        "The event clip.segmented is not valid: it is not a ClipSegmented message. Check that all"
            + " services have the same version.",
        refusal(new byte[] {(byte) 0xff, 1, 2}));
    Clip clip = newClip("study-9", BeatingVentricle.frames(FRAMES, 1).subList(0, 149));
    assertTrue(refusal(clip.event().toByteArray()).contains("149 of 150 frames were received"));
    byte[] still =
        clip.event().toBuilder()
            .setClip(clip.event().getClip().toBuilder().setFrameRateHz(0))
            .build()
            .toByteArray();
    assertTrue(refusal(still).contains("frame rate"));
    assertEquals(0, storedResults());
  }

  private String refusal(byte[] payload) {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    source()
        .send(
            Message.of(
                (Object) payload,
                () -> CompletableFuture.completedFuture(null),
                reason -> {
                  refused.complete(reason);
                  return CompletableFuture.completedFuture(null);
                }));
    return refused.orTimeout(20, TimeUnit.SECONDS).join().getMessage();
  }
}
