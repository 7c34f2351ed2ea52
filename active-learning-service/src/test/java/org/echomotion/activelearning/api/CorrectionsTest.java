package org.echomotion.activelearning.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.END_DIASTOLE;
import static org.echomotion.activelearning.api.QueuedClips.END_SYSTOLE;
import static org.echomotion.activelearning.api.QueuedClips.SQUARE;
import static org.echomotion.activelearning.api.QueuedClips.measured;
import static org.echomotion.activelearning.api.QueuedClips.outlined;
import static org.echomotion.activelearning.api.QueuedClips.point;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationRole;
import org.echomotion.contract.activelearning.v1.CampaignState;
import org.echomotion.contract.activelearning.v1.CardiacPhase;
import org.echomotion.contract.activelearning.v1.ControlPoint;
import org.echomotion.contract.activelearning.v1.CorrectFrameRequest;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.FrameEvent;
import org.echomotion.contract.activelearning.v1.FrameEventKind;
import org.echomotion.contract.activelearning.v1.FrameState;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListCampaignsRequest;
import org.echomotion.contract.activelearning.v1.ListCorrectionsRequest;
import org.echomotion.contract.activelearning.v1.ListCorrectionsResponse;
import org.echomotion.contract.activelearning.v1.ListFrameEventsRequest;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.ReopenRequest;
import org.echomotion.contract.activelearning.v1.SettleRequest;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.View;
import org.echomotion.tenant.LocalUser;
import org.junit.jupiter.api.Test;

/** Corrections from the page of a study, and what becomes of their frames. */
@QuarkusTest
class CorrectionsTest extends QueueTest {

  /** Stores a clip of which no frame is queued, because the only campaign is closed. */
  private UUID unqueued() throws SQLException {
    ann.campaign(Person.settings("closed", 1).setState(CampaignState.CAMPAIGN_STATE_CLOSED));
    return clips.add();
  }

  private static CorrectFrameRequest request(UUID clip, int index, List<Point> outline) {
    return CorrectFrameRequest.newBuilder()
        .setClipId(clip.toString())
        .setFrameIndex(index)
        .setDrawing(
            Drawing.newBuilder()
                .addAllContour(outline)
                .addControlPoints(ControlPoint.newBuilder().setX(80).setY(40))
                .setApex(point(110, 40))
                .addAnnulus(point(80, 160))
                .addAnnulus(point(140, 160)))
        .setTimeSpent(Duration.newBuilder().setSeconds(12))
        .build();
  }

  private static Annotation correct(Person person, UUID clip, int index, List<Point> outline) {
    return person.corrections().correctFrame(request(clip, index, outline)).getCorrection();
  }

  private static ListCorrectionsResponse corrections(Person person, UUID clip) {
    return person
        .corrections()
        .listCorrections(ListCorrectionsRequest.newBuilder().setClipId(clip.toString()).build());
  }

  private List<Annotation> annotations() {
    return rita.queue()
        .listAnnotations(ListAnnotationsRequest.getDefaultInstance())
        .getAnnotationsList();
  }

  private List<QueuedFrame> frames(FrameState state) {
    return rita.review()
        .listFrames(ListFramesRequest.newBuilder().setState(state).build())
        .getFramesList();
  }

  private List<FrameEvent> events(String frame) {
    return rita.review()
        .listFrameEvents(ListFrameEventsRequest.newBuilder().setFrameId(frame).build())
        .getEventsList();
  }

  private void choose(String frame, String annotation) {
    rita.review()
        .settle(SettleRequest.newBuilder().setFrameId(frame).setAnnotationId(annotation).build());
  }

  @Test
  void aCorrectionIsAMarkedAnnotationThatGoesToReview() throws SQLException {
    UUID clip = unqueued();
    Annotation kept = correct(ann, clip, END_SYSTOLE, ELSEWHERE);
    assertEquals(AnnotationRole.ANNOTATION_ROLE_CORRECTION, kept.getRole());
    assertEquals("ann", kept.getAnnotator());
    assertEquals("1", kept.getProvenance().getModelVersion());
    assertEquals(CardiacPhase.CARDIAC_PHASE_END_SYSTOLE, kept.getPhase());
    assertEquals(View.VIEW_A4C, kept.getView());
    assertEquals(ELSEWHERE, kept.getContourList());
    assertEquals(point(110, 40), kept.getDrawing().getApex());
    assertEquals(12, kept.getTimeSpent().getSeconds());
    assertFalse(kept.getRandomSample());
    assertEquals(List.of(kept), annotations());

    QueuedFrame frame = frames(FrameState.FRAME_STATE_REVIEW).get(0);
    assertEquals(kept.getFrameId(), frame.getFrameId());
    assertEquals(SQUARE, frame.getSuggestedContourList());
    assertEquals(List.of(kept), frame.getAnnotationsList());
    FrameEvent event = events(frame.getFrameId()).get(0);
    assertEquals(FrameEventKind.FRAME_EVENT_KIND_CORRECTED, event.getKind());
    assertEquals("ann", event.getActor());
    assertEquals(kept.getAnnotationId(), event.getAnnotationId());
    assertEquals(0, stats().getWaiting(), "readers do not get it");
    assertFalse(ben.next().hasTask());

    choose(frame.getFrameId(), kept.getAnnotationId());
    QueuedFrame done = frames(FrameState.FRAME_STATE_DONE).get(0);
    assertEquals(ELSEWHERE, done.getContourList());
    assertEquals(1, corrections(ben, clip).getCorrectionsCount(), "the page still shows it");
    assertEquals(224, corrections(ben, clip).getGeometry().getDisplayWidth());
  }

  @Test
  void theSameCorrectionSentAgainIsStoredOnceAlsoAtTheSameTime() throws Exception {
    UUID clip = unqueued();
    ExecutorService browser = Executors.newFixedThreadPool(4);
    try {
      Callable<String> send = () -> correct(ann, clip, 7, ELSEWHERE).getAnnotationId();
      Set<String> stored = new HashSet<>();
      for (Future<String> answer : browser.invokeAll(Collections.nCopies(4, send))) {
        stored.add(answer.get());
      }
      assertEquals(1, stored.size());
    } finally {
      browser.shutdownNow();
    }
    Annotation again = correct(ann, clip, 7, SQUARE);
    Annotation other = correct(ben, clip, 7, SQUARE);
    assertEquals(3, annotations().size());
    assertEquals(1, frames(FrameState.FRAME_STATE_REVIEW).size(), "one frame");
    assertEquals(List.of(other, again), corrections(rita, clip).getCorrectionsList().subList(0, 2));
  }

  @Test
  void aCorrectionTakesAnOpenFrameFromTheQueueButNotFromItsReader() throws SQLException {
    queued(Person.settings("two readers", 2).setFramesPerClip(1), 4);
    Lease lease = ben.lease();
    UUID clip = UUID.fromString(lease.getTask().getClipId());
    int index = lease.getTask().getFrameIndex();
    Annotation kept = correct(ann, clip, index, ELSEWHERE);
    assertEquals(2, stats().getWaiting(), "the other place of the frame is gone");
    assertEquals(1, leaseAll(ann).size(), "ann gets the other frame only");
    assertEquals(List.of(), corrections(ben, clip).getCorrectionsList(), "ben reads the clip");
    assertEquals(SQUARE, leases(ben).get(0).getTask().getSuggestedContourList());

    String reading = ben.submit(lease, SQUARE);
    QueuedFrame frame = frames(FrameState.FRAME_STATE_REVIEW).get(0);
    assertEquals(
        List.of(kept.getAnnotationId(), reading),
        frame.getAnnotationsList().stream().map(Annotation::getAnnotationId).toList());
    assertFalse(frame.hasAgreement());
    choose(frame.getFrameId(), reading);
    assertEquals(SQUARE, frames(FrameState.FRAME_STATE_DONE).get(0).getContourList());
  }

  @Test
  void aPlaceThatIsReturnedAfterACorrectionWaitsForNobody() throws SQLException {
    queued(Person.settings("one reader", 1).setFramesPerClip(1), 2);
    Lease lease = ben.lease();
    correct(
        ann,
        UUID.fromString(lease.getTask().getClipId()),
        lease.getTask().getFrameIndex(),
        ELSEWHERE);
    ben.release(lease);
    assertEquals(1, stats().getWaiting());
    Lease other = rita.leaseFor(60);
    correct(
        ann,
        UUID.fromString(other.getTask().getClipId()),
        other.getTask().getFrameIndex(),
        ELSEWHERE);
    clips.sql("update active_learning.slot set expires_at = now() where state = 'LEASED'");
    assertEquals(List.of(), leases(rita));
    assertEquals(0, stats().getWaiting());
    String frame = frames(FrameState.FRAME_STATE_REVIEW).get(0).getFrameId();
    rita.review()
        .reopen(ReopenRequest.newBuilder().setFrameId(frame).setReason("Read it.").build());
    assertEquals(1, stats().getWaiting(), "it is read again");
    assertTrue(annotations().stream().anyMatch(Annotation::getSuperseded));
  }

  @Test
  void aSettledFrameKeepsItsResultUntilAReviewerDecides() throws SQLException {
    queued(Person.settings("one reader", 1), FRAMES);
    Lease lease = ben.lease();
    ben.submit(lease, SQUARE);
    UUID clip = UUID.fromString(lease.getTask().getClipId());
    Annotation kept = correct(ann, clip, lease.getTask().getFrameIndex(), ELSEWHERE);
    QueuedFrame pending = frames(FrameState.FRAME_STATE_REVIEW).get(0);
    assertEquals(kept.getFrameId(), pending.getFrameId());
    assertTrue(pending.getCorrectionPending());
    assertEquals(FrameState.FRAME_STATE_DONE, pending.getState());
    assertEquals(SQUARE, frames(FrameState.FRAME_STATE_DONE).get(0).getContourList());

    choose(pending.getFrameId(), kept.getAnnotationId());
    assertEquals(List.of(), frames(FrameState.FRAME_STATE_REVIEW));
    QueuedFrame done = frames(FrameState.FRAME_STATE_DONE).get(0);
    assertFalse(done.getCorrectionPending());
    assertEquals(ELSEWHERE, done.getContourList());
  }

  @Test
  void correctedFramesBelongToNoOtherCampaignAndDoNotChangeItsRandomSample() throws SQLException {
    UUID study = UUID.randomUUID();
    UUID clip = UUID.randomUUID();
    ann.campaign(Person.settings("closed", 1).setState(CampaignState.CAMPAIGN_STATE_CLOSED));
    clips.add(clip, outlined(), measured(study, clip).build());
    for (int index = 0; index < 120; index++) {
      if (index % 4 != 0) {
        correct(ann, clip, index, ELSEWHERE);
      }
    }
    ann.campaign(Person.settings("later", 1));
    clips.send(measured(study, clip).build());
    awaitSample();
    long fresh = stats().getWaiting();
    long sample = clips.number("select count(*) from active_learning.frame where random_sample");
    assertEquals(1, sample, "one random frame, whether it was corrected or not");
    assertTrue(fresh >= 0 && fresh <= FRAMES);
    assertEquals(90, frameCount("corrections"));
    assertEquals(fresh, frameCount("later"));
  }

  private void awaitSample() {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                clips.number("select count(*) from active_learning.frame where random_sample")
                    == 1);
  }

  private long frameCount(String campaign) {
    return ann
        .campaigns()
        .listCampaigns(ListCampaignsRequest.getDefaultInstance())
        .getCampaignsList()
        .stream()
        .filter(each -> each.getSettings().getName().equals(campaign))
        .mapToLong(each -> each.getProgress().getFrames())
        .sum();
  }

  @Test
  void refusesWhatSubmitRefuses() throws SQLException {
    UUID clip = unqueued();
    for (List<Point> outline :
        List.of(
            List.<Point>of(),
            SQUARE.subList(0, 2),
            List.of(point(1, 1), point(500, 1), point(50, 50)),
            List.of(point(1, 1), point(50, 50), point(50, 1), point(1, 50)))) {
      Person.fails(Status.Code.INVALID_ARGUMENT, () -> correct(ann, clip, END_DIASTOLE, outline));
    }
    Person.fails(
        Status.Code.INVALID_ARGUMENT,
        () ->
            ann.corrections()
                .correctFrame(
                    request(clip, 1, SQUARE).toBuilder()
                        .setTimeSpent(Duration.newBuilder().setSeconds(-1))
                        .build()));
    Person.fails(Status.Code.NOT_FOUND, () -> correct(ann, clip, 120, SQUARE));
    Person.fails(Status.Code.NOT_FOUND, () -> correct(ann, clip, -1, SQUARE));
    Person.fails(Status.Code.NOT_FOUND, () -> correct(ann, UUID.randomUUID(), 0, SQUARE));
    Person.fails(Status.Code.NOT_FOUND, () -> corrections(ann, UUID.randomUUID()));
    assertEquals(List.of(), annotations());
    assertEquals(0, clips.number("select count(*) from active_learning.frame"));

    UUID other = UUID.randomUUID();
    clips.add(
        other, outlined(), measured(UUID.randomUUID(), other).setView(View.VIEW_OTHER).build());
    Person.fails(Status.Code.INVALID_ARGUMENT, () -> correct(ann, other, 0, SQUARE));
  }

  @Test
  void theDeletionOfAStudyDeletesItsCorrections() throws SQLException {
    UUID clip = unqueued();
    correct(ann, clip, END_DIASTOLE, ELSEWHERE);
    clips.sql("delete from ingest.study");
    assertEquals(List.of(), annotations());
    assertEquals(0, clips.number("select count(*) from active_learning.frame_event"));
    Person.fails(Status.Code.NOT_FOUND, () -> corrections(ann, clip));
  }

  @Test
  void theSameOverRest() throws SQLException {
    UUID clip = unqueued();
    String path = "/v1/annotation/clips/" + clip;
    String outline =
        """
        {"drawing": {"contour": [{"x": 40, "y": 20}, {"x": 72, "y": 20}, {"x": 72, "y": 80}],
         "controlPoints": [{"x": 80, "y": 40}]}, "timeSpent": "3.5s"}
        """;
    given()
        .header(LocalUser.HEADER, "ann")
        .contentType("application/json")
        .body(outline)
        .post(path + "/frames/5/correction")
        .then()
        .statusCode(200)
        .body("correction.role", equalTo("ANNOTATION_ROLE_CORRECTION"))
        .body("correction.frameIndex", equalTo(5))
        .body("correction.timeSpent", equalTo("3.500s"));
    given()
        .get(path + "/corrections")
        .then()
        .statusCode(200)
        .body("corrections", hasSize(1))
        .body("corrections[0].annotator", equalTo("ann"))
        .body("corrections[0].contour", hasSize(3))
        .body("geometry.frameCount", equalTo(120));
    given()
        .contentType("application/json")
        .body("{}")
        .post(path + "/frames/5/correction")
        .then()
        .statusCode(400)
        .body("code", equalTo("BAD_CONTOUR"))
        .body("message", containsString("0 points"));
    given()
        .contentType("application/json")
        .body(outline)
        .post(path + "/frames/120/correction")
        .then()
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CLIP"));
  }
}
