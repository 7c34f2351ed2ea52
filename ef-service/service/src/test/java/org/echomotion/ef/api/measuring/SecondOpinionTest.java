package org.echomotion.ef.api.measuring;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.BeatPair;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.ef.api.BeatingVentricle;
import org.echomotion.ef.api.EjectionFractionServiceTestCase;
import org.echomotion.ef.api.IngestPeer;
import org.echomotion.ef.api.SegmentationPeer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second opinion on a study of two views, from its computation to its deletion. */
@QuarkusTest
class SecondOpinionTest extends EjectionFractionServiceTestCase {

  private static final String TABLE = "ef.study_ejection_fraction";

  private UUID study;
  private Clip fourChamber;
  private Clip twoChamber;

  @BeforeEach
  void aStudyHasBothViews() throws SQLException {
    SegmentationPeer.STUDY_MODEL.set("0.1.0");
    study = newStudy("study");
    fourChamber = newClip(study, "study", BeatingVentricle.frames(FRAMES, 1), View.VIEW_A4C, 1.3);
    twoChamber = newClip(study, "study", BeatingVentricle.frames(FRAMES, 0.8), View.VIEW_A2C, 1.3);
  }

  private GetEjectionFractionResponse read() {
    return service.getEjectionFraction(
        GetEjectionFractionRequest.newBuilder().setStudyKey("study").build());
  }

  private void sendBoth() {
    send(fourChamber);
    send(twoChamber);
    awaitEvents(2);
  }

  @Test
  void isStoredWithTheNetworkThatGaveItAndDoesNotChangeTheInterval() throws Exception {
    sendBoth();
    StudyEjectionFraction result = read().getStudy();
    assertEquals(20, result.getSecondOpinion().getEjectionFractionPercent());
    assertEquals(
        20 - result.getEjectionFractionPercent(), result.getSecondOpinion().getDifferencePoints());
    assertEquals("echomotion-study 0.1.0", result.getSecondOpinion().getModel());
    assertEquals(
        ModelReference.newBuilder()
            .setName("echomotion-study")
            .setVersion("0.1.0")
            .setSha256("e".repeat(64))
            .build(),
        result.getSecondOpinion().getNetwork());
    assertEquals(64, result.getSecondOpinion().getConfigurationHash().length());
    assertTrue(result.getInterval().getLowerPercent() > 20);
    assertTrue(result.getSecondOpinion().getOutsideInterval());
    assertEquals(
        1,
        rows(
            TABLE
                + " where model_sha256 = '"
                + "e".repeat(64)
                + "' and second_opinion_percent = 20"));
  }

  @Test
  void isReadFromTheFramesOfThePairedBeats() {
    sendBoth();
    GetEjectionFractionResponse read = read();
    EjectionFraction four = result(read, fourChamber);
    EjectionFraction two = result(read, twoChamber);
    List<String> expected = new ArrayList<>();
    List<BeatPair> pairs = read.getStudy().getPairsList();
    assertEquals(3, pairs.size());
    pairs.forEach(p -> expected.add("A4C " + four.getBeats(p.getA4CBeat()).getEndDiastolicFrame()));
    pairs.forEach(p -> expected.add("A4C " + four.getBeats(p.getA4CBeat()).getEndSystolicFrame()));
    pairs.forEach(p -> expected.add("A2C " + two.getBeats(p.getA2CBeat()).getEndDiastolicFrame()));
    pairs.forEach(p -> expected.add("A2C " + two.getBeats(p.getA2CBeat()).getEndSystolicFrame()));
    assertEquals(
        expected,
        IngestPeer.FRAMES.stream()
            .map(
                request ->
                    (request.getClipId().equals(fourChamber.id().toString()) ? "A4C " : "A2C ")
                        + request.getFirstFrame())
            .toList());
  }

  private static EjectionFraction result(GetEjectionFractionResponse read, Clip clip) {
    return read.getResultsList().stream()
        .filter(result -> result.getClipId().equals(clip.id().toString()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isComputedOnceHoweverOftenTheEventsCome() throws Exception {
    sendBoth();
    StudyEjectionFraction first = read().getStudy();
    send(twoChamber);
    send(fourChamber);
    awaitEvents(4);
    assertEquals(1, SegmentationPeer.OPINIONS.get());
    assertEquals(1, rows(TABLE));
    assertEquals(first.toByteString(), read().getStudy().toByteString());
  }

  @Test
  void needsNoPeerToBeRead() {
    sendBoth();
    GetEjectionFractionResponse before = read();
    SegmentationPeer.STUDY_MODEL.set("");
    SegmentationPeer.OPINION_REFUSAL.set(Status.UNAVAILABLE);
    SegmentationPeer.REFUSAL.set(Status.UNAVAILABLE);
    IngestPeer.FRAMES_STATUS.set(Status.UNAVAILABLE);
    assertEquals(before.toByteString(), read().toByteString());
    assertEquals(1, SegmentationPeer.OPINIONS.get());
  }

  @Test
  void isAwaitedWhileAPeerIsAway() throws Exception {
    SegmentationPeer.OPINION_REFUSAL.set(Status.UNAVAILABLE);
    send(fourChamber);
    awaitEvents(1);
    send(twoChamber);
    await().atMost(20, TimeUnit.SECONDS).until(() -> SegmentationPeer.OPINIONS.get() >= 2);
    StudyEjectionFraction meanwhile = read().getStudy();
    assertFalse(meanwhile.hasSecondOpinion());
    assertEquals("The second opinion is not computed yet.", meanwhile.getNoSecondOpinionReason());
    assertEquals(1, sink().received().size(), "the event comes after the second opinion");
    Iterator<WatchEjectionFractionResponse> watched =
        service.watchEjectionFraction(
            WatchEjectionFractionRequest.newBuilder().setStudyKey("study").build());
    assertTrue(watched.next().hasResult());
    assertTrue(watched.next().hasResult());
    SegmentationPeer.OPINION_REFUSAL.set(Status.OK);
    StudyEjectionFraction last = watched.next().getStudy();
    assertEquals(20, last.getSecondOpinion().getEjectionFractionPercent());
    assertEquals("", last.getNoSecondOpinionReason());
    awaitEvents(2);
    assertEquals(1, rows(TABLE));
    assertEquals(last, read().getStudy());
  }

  @Test
  void isAwaitedWhileTheFramesAreAway() throws Exception {
    IngestPeer.FRAMES_STATUS.set(Status.UNAVAILABLE);
    send(fourChamber);
    send(twoChamber);
    await().atMost(20, TimeUnit.SECONDS).until(() -> IngestPeer.FRAMES.size() >= 2);
    assertEquals(0, rows(TABLE));
    IngestPeer.FRAMES_STATUS.set(Status.OK);
    awaitEvents(2);
    assertTrue(read().getStudy().hasSecondOpinion());
  }

  @Test
  void isReplacedByAReasonWhereThePeerRefuses() throws Exception {
    SegmentationPeer.OPINION_REFUSAL.set(Status.INVALID_ARGUMENT);
    sendBoth();
    StudyEjectionFraction result = read().getStudy();
    assertFalse(result.hasSecondOpinion());
    assertEquals(
        "A service refused the request with INVALID_ARGUMENT.", result.getNoSecondOpinionReason());
    assertTrue(result.getInterval().getLowerPercent() > 20);
    send(twoChamber);
    awaitEvents(3);
    assertEquals(1, SegmentationPeer.OPINIONS.get());
    assertEquals(1, rows(TABLE + " where no_opinion_reason is not null"));
  }

  @Test
  void isMissingUntilTheModelIsServed() throws Exception {
    SegmentationPeer.STUDY_MODEL.set("");
    sendBoth();
    assertEquals(
        "The model echomotion-study is not served.", read().getStudy().getNoSecondOpinionReason());
    SegmentationPeer.STUDY_MODEL.set("0.1.0");
    send(twoChamber);
    awaitEvents(3);
    assertTrue(read().getStudy().hasSecondOpinion());
    assertEquals("", read().getStudy().getNoSecondOpinionReason());
    assertEquals(1, rows(TABLE));
  }

  @Test
  void isComputedAnewWhereTheClipsChange() throws Exception {
    sendBoth();
    StudyEjectionFraction first = read().getStudy();
    Clip newer =
        ingestedLater(
            newClip(study, "study", BeatingVentricle.frames(FRAMES, 1.1), View.VIEW_A2C, 1.3));
    send(newer);
    awaitEvents(3);
    StudyEjectionFraction second = read().getStudy();
    assertEquals(newer.id().toString(), second.getClipIds(1));
    assertNotEquals(first.getEndDiastolicVolumeMl(), second.getEndDiastolicVolumeMl());
    assertTrue(second.hasSecondOpinion());
    assertEquals(2, SegmentationPeer.OPINIONS.get());
    assertEquals(1, rows(TABLE));
  }

  @Test
  void isDeletedWithItsStudy() throws Exception {
    sendBoth();
    assertEquals(1, rows(TABLE));
    sql("delete from ingest.study");
    assertEquals(0, rows(TABLE));
  }

  @Test
  void isNotAskedForWhereThereIsOneView() throws Exception {
    send(fourChamber);
    awaitEvents(1);
    assertEquals(0, SegmentationPeer.OPINIONS.get());
    assertEquals(0, rows(TABLE));
    assertEquals("", read().getStudy().getNoSecondOpinionReason());
  }

  /** Later than the other clips, which state no time and so count from 1970. */
  private static Clip ingestedLater(Clip clip) {
    ClipSegmented event = clip.event();
    return new Clip(
        clip.study(),
        clip.key(),
        clip.id(),
        event.toBuilder()
            .setClip(
                event.getClip().toBuilder()
                    .setOccurredAt(Timestamp.newBuilder().setSeconds(1).build()))
            .build());
  }
}
