package org.echomotion.ingest.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.MessageLite;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.FrameMeasurement;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.contract.events.v1.ExplanationReady;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.ClipProgress;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.contract.ingest.v1.WatchStudyRequest;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProgressTest extends IngestServiceTestCase {

  private static final String REASON_HEADER = "dead-letter-reason";

  @Test
  void watchesAStudyToItsResult() {
    Clip clip = upload("s", TestCines.avi(1, 6)).getClip();
    CompletableFuture<List<WatchStudyResponse>> watched =
        CompletableFuture.supplyAsync(() -> watch("s"));
    segmented(clip);
    await().until(() -> stage("s", 0) == Stage.STAGE_SEGMENTED);
    computed(clip, 61.5);
    await().until(() -> stage("s", 0) == Stage.STAGE_EF_COMPUTED);
    explained(clip);
    List<WatchStudyResponse> messages =
        watched.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
    WatchStudyResponse last = messages.get(messages.size() - 1);
    assertTrue(last.getDone());
    assertEquals(100, last.getPercent());
    assertEquals(61.5, last.getResults(0).getEjectionFractionPercent());
    // A result's frames are ef's to give.
    assertEquals(0, last.getResults(0).getFramesCount());
    for (int i = 1; i < messages.size(); i++) {
      assertTrue(messages.get(i - 1).getPercent() < messages.get(i).getPercent());
      assertTrue(!messages.get(i - 1).getDone());
    }
  }

  @Test
  void watchEndsAtOnceWhereEverythingIsDoneAndFailsWhereThereIsNothing() {
    Clip clip = upload("s", TestCines.avi(1, 6)).getClip();
    explained(clip);
    computed(clip, 50);
    await().until(() -> stage("s", 0) == Stage.STAGE_EXPLAINED);
    assertEquals(1, watch("s").size());
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> watch("absent"));
    assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode());
  }

  @Test
  void neverMovesBackWhateverTheOrderOfEvents() {
    Clip clip = upload("s", TestCines.avi(1, 6)).getClip();
    explained(clip);
    segmented(clip);
    deadLetter("ef.dead-letter", clip, "The clip was too short.");
    computed(clip, 55);
    segmented(clip);
    computed(clip, 55);
    Clip marker = upload("marker", TestCines.avi(2, 6)).getClip();
    segmented(marker);
    await().until(() -> stage("marker", 0) == Stage.STAGE_SEGMENTED);
    assertEquals(Stage.STAGE_EXPLAINED, stage("s", 0));
    List<WatchStudyResponse> watched = watch("s");
    assertEquals(55, watched.get(watched.size() - 1).getResults(0).getEjectionFractionPercent());
  }

  @Test
  void failsAClipWhoseMessageWasPutAside() {
    Clip clip = upload("s", TestCines.avi(1, 6)).getClip();
    upload("s", TestCines.avi(2, 6));
    deadLetter("segmentation.dead-letter", clip, "The model failed.\n Ask the operator.");
    await().until(() -> stage("s", 0) == Stage.STAGE_FAILED);
    ClipProgress progress = progress("s", 0);
    assertEquals("The model failed. Ask the operator.", progress.getFailureReason());
    segmented(clip);
    assertEquals(Stage.STAGE_INGESTED, stage("s", 1));
    assertEquals(Stage.STAGE_FAILED, stage("s", 0));
  }

  @Test
  void triesTheStepsOfAFailedClipAgainOnceItsCineIsUploadedAgain() {
    byte[] cine = TestCines.avi(1, 6);
    Clip clip = upload("s", cine).getClip();
    computed(clip, 55);
    deadLetter("xai.dead-letter", clip, "The clip cannot be explained.");
    await().until(() -> stage("s", 0) == Stage.STAGE_FAILED);
    UploadClipResponse again = upload("s", cine);
    assertTrue(again.getAlreadyKnown());
    assertEquals(clip.getClipId(), again.getClip().getClipId());
    assertEquals(Stage.STAGE_INGESTED, again.getClip().getProgress().getStage());
    assertEquals("", progress("s", 0).getFailureReason());
    assertEquals(2, events(IngestChannels.CLIP_INGESTED).received().size());
    computed(clip, 55);
    explained(clip);
    await().until(() -> stage("s", 0) == Stage.STAGE_EXPLAINED);
    upload("s", cine);
    assertEquals(Stage.STAGE_EXPLAINED, stage("s", 0), "what is done is not begun again");
    assertEquals(2, events(IngestChannels.CLIP_INGESTED).received().size());
  }

  @Test
  void failsAllOpenClipsOfAStudyWhereTheMessageDoesNotTell() {
    Clip done = upload("s", TestCines.avi(1, 6)).getClip();
    upload("s", TestCines.avi(2, 6));
    computed(done, 50);
    explained(done);
    await().until(() -> stage("s", 0) == Stage.STAGE_EXPLAINED);
    send(
        IngestChannels.DEAD_LETTERS,
        "xai.dead-letter",
        done.getStudyId(),
        new byte[] {-1, -1, -1},
        REASON_HEADER,
        "Not an event.");
    await().until(() -> stage("s", 1) == Stage.STAGE_FAILED);
    assertEquals(Stage.STAGE_EXPLAINED, stage("s", 0));
    List<WatchStudyResponse> watched = watch("s");
    WatchStudyResponse last = watched.get(watched.size() - 1);
    assertTrue(last.getDone());
    assertEquals(1, last.getResultsCount());
  }

  @Test
  void sendsAnOwedEventAgain() throws Exception {
    Clip clip = upload("s", TestCines.avi(1, 6)).getClip();
    execute(
        "update ingest.clip set published_at = null, created_at = created_at - interval '1 hour'");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> events(IngestChannels.CLIP_INGESTED).received().size() == 2);
    ClipIngested again =
        ClipIngested.parseFrom(events(IngestChannels.CLIP_INGESTED).received().get(1).getPayload());
    assertEquals(clip.getClipId(), again.getClipId());
    await().until(() -> count("ingest.clip where published_at is not null") == 1);
  }

  private List<WatchStudyResponse> watch(String key) {
    Iterator<WatchStudyResponse> responses =
        service().watchStudy(WatchStudyRequest.newBuilder().setStudyKey(key).build());
    List<WatchStudyResponse> all = new ArrayList<>();
    responses.forEachRemaining(all::add);
    return all;
  }

  private ClipProgress progress(String key, int clip) {
    return service()
        .getStudy(GetStudyRequest.newBuilder().setStudyKey(key).build())
        .getStudy()
        .getClips(clip)
        .getProgress();
  }

  private Stage stage(String key, int clip) {
    return progress(key, clip).getStage();
  }

  private void segmented(Clip clip) {
    event(
        "clip.segmented",
        clip,
        ClipSegmented.newBuilder().setStudyId(clip.getStudyId()).setClipId(clip.getClipId()));
  }

  private void computed(Clip clip, double percent) {
    event(
        "ef.computed",
        clip,
        EjectionFractionComputed.newBuilder()
            .setStudyId(clip.getStudyId())
            .setClipId(clip.getClipId())
            .setResult(
                EjectionFraction.newBuilder()
                    .setClipId(clip.getClipId())
                    .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
                    .setEjectionFractionPercent(percent)
                    .addFrames(FrameMeasurement.getDefaultInstance())));
  }

  private void explained(Clip clip) {
    event(
        "explanation.ready",
        clip,
        ExplanationReady.newBuilder().setStudyId(clip.getStudyId()).setClipId(clip.getClipId()));
  }

  private void event(String topic, Clip clip, MessageLite.Builder event) {
    send(IngestChannels.PROGRESS, topic, clip.getStudyId(), event.build().toByteArray());
  }

  private void deadLetter(String topic, Clip clip, String reason) {
    byte[] event =
        ClipIngested.newBuilder()
            .setStudyId(clip.getStudyId())
            .setClipId(clip.getClipId())
            .setStudyKey("s")
            .build()
            .toByteArray();
    send(IngestChannels.DEAD_LETTERS, topic, clip.getStudyId(), event, REASON_HEADER, reason);
  }
}
