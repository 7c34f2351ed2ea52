package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.SQUARE;
import static org.echomotion.activelearning.api.QueuedClips.point;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationRole;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.ConsensusMethod;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.FrameEvent;
import org.echomotion.contract.activelearning.v1.FrameEventKind;
import org.echomotion.contract.activelearning.v1.FrameState;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListFrameEventsRequest;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.ListReadersRequest;
import org.echomotion.contract.activelearning.v1.MarkGoldRequest;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.ReaderFigures;
import org.echomotion.contract.activelearning.v1.ReopenRequest;
import org.echomotion.contract.activelearning.v1.SettleRequest;
import org.echomotion.contract.activelearning.v1.SubmitResponse;
import org.echomotion.contract.common.v1.Point;
import org.junit.jupiter.api.Test;

/** Frames with several readers: agreement, review, known answers. */
@QuarkusTest
class SeveralReadersTest extends QueueTest {

  /** A campaign with two readers and one clip of two frames: one chosen, and one at random. */
  private void twoReaders() throws SQLException {
    queued(Person.settings("two readers", 2).setFramesPerClip(1), 4);
  }

  private List<QueuedFrame> frames(FrameState state) {
    return rita.review()
        .listFrames(ListFramesRequest.newBuilder().setState(state).build())
        .getFramesList();
  }

  private List<FrameEventKind> events(String frame) {
    return rita
        .review()
        .listFrameEvents(ListFrameEventsRequest.newBuilder().setFrameId(frame).build())
        .getEventsList()
        .stream()
        .map(FrameEvent::getKind)
        .toList();
  }

  @Test
  void eachReadsAFrameOnceAndTheyAgreeOnItsMean() throws SQLException {
    twoReaders();
    List<Lease> ofAnn = leaseAll(ann);
    Set<Integer> indices = new HashSet<>();
    ofAnn.forEach(lease -> indices.add(lease.getTask().getFrameIndex()));
    assertEquals(2, ofAnn.size(), "one place of each frame");
    assertEquals(2, indices.size());
    ofAnn.forEach(lease -> ann.submit(lease, SQUARE));
    assertFalse(ann.next().hasTask(), "the other places are for others");
    List<Point> wider = List.of(point(40, 20), point(74, 20), point(74, 80), point(40, 80));
    leaseAll(ben).forEach(lease -> ben.submit(lease, wider));

    List<QueuedFrame> done = frames(FrameState.FRAME_STATE_DONE);
    assertEquals(2, done.size());
    QueuedFrame frame = done.get(0);
    assertEquals(ConsensusMethod.CONSENSUS_METHOD_MEAN, frame.getMethod());
    double right = frame.getContourList().stream().mapToDouble(Point::getX).max().orElseThrow();
    assertEquals(72, right, 0.3);
    // Areas 30 x 60 and 34 x 60.
    assertEquals(2 * 30.0 / 64, frame.getAgreement().getDice(), 1e-6);
    assertTrue(frame.getAgreement().getMeanDistanceMm() > 0);
    assertEquals(2, frame.getAnnotationsCount());
    assertEquals(
        List.of(
            FrameEventKind.FRAME_EVENT_KIND_LEASED,
            FrameEventKind.FRAME_EVENT_KIND_SUBMITTED,
            FrameEventKind.FRAME_EVENT_KIND_LEASED,
            FrameEventKind.FRAME_EVENT_KIND_SUBMITTED,
            FrameEventKind.FRAME_EVENT_KIND_AGREED),
        events(frame.getFrameId()));
    ReaderFigures figures =
        rita.review().listReaders(ListReadersRequest.getDefaultInstance()).getReaders(0);
    assertEquals("ann", figures.getAnnotator());
    assertEquals(2, figures.getAnnotations());
    assertTrue(figures.getMeanDice() > 0.9 && figures.getMeanDice() < 1);
    assertEquals(1, figures.getDiceWithShownProposal(), 1e-9);
    assertFalse(figures.hasGoldDice());
  }

  @Test
  void readersDoNotSeeEachOther() throws SQLException {
    twoReaders();
    leaseAll(ann).forEach(lease -> ann.submit(lease, ELSEWHERE));
    for (Lease lease : leaseAll(ben)) {
      assertEquals(SQUARE, lease.getTask().getSuggestedContourList());
      assertFalse(lease.hasDraft());
    }
  }

  @Test
  void disagreementGoesToAReviewerWhoseDecisionCanBeReopened() throws SQLException {
    twoReaders();
    leaseAll(ann).forEach(lease -> ann.submit(lease, SQUARE));
    leaseAll(ben).forEach(lease -> ben.submit(lease, ELSEWHERE));
    List<QueuedFrame> review = frames(FrameState.FRAME_STATE_REVIEW);
    assertEquals(2, review.size());
    QueuedFrame frame = review.get(0);
    assertTrue(frame.getAgreement().getDice() < 0.5);
    assertEquals(0, frame.getContourCount());

    Annotation chosen =
        frame.getAnnotationsList().stream()
            .filter(each -> each.getAnnotator().equals("ben"))
            .findFirst()
            .orElseThrow();
    rita.review()
        .settle(
            SettleRequest.newBuilder()
                .setFrameId(frame.getFrameId())
                .setAnnotationId(chosen.getAnnotationId())
                .build());
    QueuedFrame settled = frames(FrameState.FRAME_STATE_DONE).get(0);
    assertEquals(ConsensusMethod.CONSENSUS_METHOD_REVIEWER, settled.getMethod());
    assertEquals(ELSEWHERE, settled.getContourList());
    assertEquals(3, settled.getAnnotationsCount(), "nothing that readers drew is removed");

    rita.review()
        .settle(
            SettleRequest.newBuilder()
                .setFrameId(frame.getFrameId())
                .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
                .setDrawing(Drawing.newBuilder().addAllContour(SQUARE))
                .build());
    assertEquals(SQUARE, frames(FrameState.FRAME_STATE_DONE).get(0).getContourList());

    ReopenRequest reopen =
        ReopenRequest.newBuilder()
            .setFrameId(frame.getFrameId())
            .setReason("Both missed the apex.")
            .build();
    rita.review().reopen(reopen);
    assertEquals(List.of(), frames(FrameState.FRAME_STATE_DONE));
    QueuedFrame open = frames(FrameState.FRAME_STATE_OPEN).get(0);
    assertEquals(0, open.getAnnotationsCount());
    assertEquals(0, open.getContourCount());
    assertEquals(1, leaseAll(ann).size(), "ann is asked again");
    List<Annotation> kept =
        rita
            .queue()
            .listAnnotations(ListAnnotationsRequest.getDefaultInstance())
            .getAnnotationsList()
            .stream()
            .filter(each -> each.getFrameId().equals(frame.getFrameId()))
            .toList();
    assertEquals(4, kept.size());
    assertTrue(kept.stream().allMatch(Annotation::getSuperseded));
    assertEquals(
        2,
        kept.stream()
            .filter(each -> each.getRole() == AnnotationRole.ANNOTATION_ROLE_REVIEWER)
            .count());
    Person.fails(
        Status.Code.FAILED_PRECONDITION,
        () ->
            rita.review()
                .settle(
                    SettleRequest.newBuilder()
                        .setFrameId(frame.getFrameId())
                        .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE)
                        .build()));
    Person.fails(
        Status.Code.NOT_FOUND,
        () ->
            rita.review()
                .reopen(reopen.toBuilder().setFrameId(UUID.randomUUID().toString()).build()));
  }

  @Test
  void aFrameThatTwoReadersSkipGoesToReview() throws SQLException {
    queued(Person.settings("skipped", 3).setFramesPerClip(1), 6);
    int skipped = leaseAll(rita).get(0).getTask().getFrameIndex();
    ann.skip(of(skipped, leaseAll(ann)));
    assertEquals(List.of(), frames(FrameState.FRAME_STATE_REVIEW), "ben may read it");
    ben.skip(of(skipped, leaseAll(ben)));
    List<QueuedFrame> aside = frames(FrameState.FRAME_STATE_REVIEW);
    assertEquals(List.of(skipped), aside.stream().map(QueuedFrame::getFrameIndex).toList());
    String frame = aside.get(0).getFrameId();
    assertFalse(Person.of("dora", channel).next().hasTask(), "nobody else gets it");
    // A reader who has it already can still submit it, and a reviewer decides.
    String annotation = rita.submit(of(skipped, leases(rita)), SQUARE);
    assertEquals(1, frames(FrameState.FRAME_STATE_REVIEW).get(0).getAnnotationsCount());
    rita.review()
        .settle(SettleRequest.newBuilder().setFrameId(frame).setAnnotationId(annotation).build());
    assertEquals(1, frames(FrameState.FRAME_STATE_DONE).size());
    rita.review()
        .reopen(ReopenRequest.newBuilder().setFrameId(frame).setReason("Try again.").build());
    assertEquals(3, stats().getWaiting());
    assertEquals(skipped, ann.lease().getTask().getFrameIndex());
  }

  private static Lease of(int frameIndex, List<Lease> leases) {
    return leases.stream()
        .filter(each -> each.getTask().getFrameIndex() == frameIndex)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aKnownAnswerIsGivenToOtherReadersAndTheyLearnHowWellTheyDrew() throws SQLException {
    queued(Person.settings("gold", 1).setFramesPerClip(1).setGoldShare(0.5).setRandomShare(0.5), 2);
    List<Lease> both = leaseAll(ann);
    both.forEach(lease -> ann.submit(lease, SQUARE));
    List<QueuedFrame> done = frames(FrameState.FRAME_STATE_DONE);
    done.forEach(
        frame ->
            rita.review()
                .markGold(
                    MarkGoldRequest.newBuilder()
                        .setFrameId(frame.getFrameId())
                        .setGold(true)
                        .build()));
    // Every second lease asks for a known answer.
    await().atMost(60, TimeUnit.SECONDS).until(() -> !leaseAll(ben).isEmpty());
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> leaseAll(ben).isEmpty() && leases(ben).size() == 2);
    List<Lease> gold = leases(ben);
    // A returned place of a known answer is gone, and nobody else gets it.
    ben.release(gold.get(0));
    assertEquals(0, stats().getWaiting());
    assertFalse(ann.next().hasTask());
    await().atMost(60, TimeUnit.SECONDS).until(() -> !leaseAll(ben).isEmpty());
    gold = leases(ben);
    SubmitResponse answer = ben.queue().submit(Person.outlined(gold.get(0), ELSEWHERE));
    assertTrue(answer.getGold().getDice() < 0.5);
    assertEquals(1, ben.queue().submit(Person.outlined(gold.get(1), SQUARE)).getGold().getDice());
    assertEquals(2, frames(FrameState.FRAME_STATE_DONE).size(), "the answers stand");
    ReaderFigures figures =
        rita.review().listReaders(ListReadersRequest.getDefaultInstance()).getReadersList().stream()
            .filter(each -> each.getAnnotator().equals("ben"))
            .findFirst()
            .orElseThrow();
    assertEquals(2, figures.getGoldFrames());
    assertTrue(figures.getGoldDice() > 0.5 && figures.getGoldDice() < 0.8);
    assertFalse(ann.next().hasTask(), "ann has read both");
  }
}
