package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.SQUARE;
import static org.echomotion.activelearning.api.QueuedClips.point;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.ActiveLearning;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.ExtendLeaseRequest;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsResponse;
import org.echomotion.contract.activelearning.v1.ReleaseRequest;
import org.echomotion.contract.activelearning.v1.SkipRequest;
import org.echomotion.contract.activelearning.v1.SubmitRequest;
import org.echomotion.testing.MethodRoles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases, submissions and the list of annotations, over gRPC. */
@QuarkusTest
class AnnotationQueueTest extends QueueTest {

  @BeforeEach
  void openCampaign() {
    ann.campaign(Person.settings("one reader", 1));
  }

  private void queued() throws SQLException {
    clips.add();
    awaitWaiting(FRAMES);
  }

  @Test
  void aSubmissionSentTwiceIsOneAnnotationAndAnotherOneIsRefused() throws SQLException {
    queued();
    Lease lease = ann.lease();
    String annotation = ann.submit(lease, SQUARE);
    assertEquals(annotation, ann.submit(lease, SQUARE));
    Person.fails(
        Status.Code.ALREADY_EXISTS,
        () -> ann.submit(lease, List.of(point(1, 1), point(50, 1), point(50, 50))));
    assertEquals(1, stats().getSubmitted());
    assertEquals(1, stats().getSubmittedByCaller());
  }

  @Test
  void theSameSubmissionSentAtTheSameTimeIsOneAnnotation() throws Exception {
    queued();
    ExecutorService browser = Executors.newFixedThreadPool(8);
    try {
      for (int i = 0; i < FRAMES; i++) {
        Lease lease = ann.lease();
        Callable<String> send = () -> ann.submit(lease, SQUARE);
        Set<String> annotations = new HashSet<>();
        for (Future<String> answer : browser.invokeAll(Collections.nCopies(8, send))) {
          annotations.add(answer.get());
        }
        assertEquals(1, annotations.size());
      }
    } finally {
      browser.shutdownNow();
    }
    assertEquals(FRAMES, clips.number("select count(*) from active_learning.annotation"));
    assertEquals(0, clips.number("select count(*) from active_learning.draft"));
  }

  @Test
  void aSecondLeaseDoesNotChangeWhetherTheProposalIsShown() throws SQLException {
    clips.clear();
    ann.campaign(Person.settings("half", 1).setWithoutProposalShare(0.5).setFramesPerClip(10));
    clips.add();
    clips.add();
    await().atMost(60, TimeUnit.SECONDS).until(() -> stats().getWaiting() >= 16);
    Map<String, Boolean> first = new HashMap<>();
    for (int round = 0; round < 3; round++) {
      for (Lease lease : leaseAll(ann)) {
        boolean hidden = lease.getTask().getWithoutProposal();
        assertEquals(hidden, lease.getTask().getSuggestedContourCount() == 0);
        assertEquals(hidden, first.computeIfAbsent(lease.getTask().getTaskId(), id -> hidden));
        ann.release(lease);
      }
    }
    assertEquals(Set.of(true, false), Set.copyOf(first.values()));
  }

  @Test
  void aLeaseIsExtendedByItsHolderOnly() throws SQLException {
    queued();
    Lease lease = ann.leaseFor(60);
    ExtendLeaseRequest extend =
        ExtendLeaseRequest.newBuilder()
            .setTaskId(lease.getTask().getTaskId())
            .setLeaseToken(lease.getLeaseToken())
            .setLeaseDuration(Duration.newBuilder().setSeconds(3600))
            .build();
    long later = ann.queue().extendLease(extend).getLeaseExpiresAt().getSeconds();
    assertTrue(later > lease.getLeaseExpiresAt().getSeconds() + 3000);
    Person.fails(Status.Code.FAILED_PRECONDITION, () -> ben.queue().extendLease(extend));
  }

  @Test
  void aReleasedFrameWaitsAgain() throws SQLException {
    queued();
    Lease lease = ann.lease();
    ReleaseRequest release =
        ReleaseRequest.newBuilder()
            .setTaskId(lease.getTask().getTaskId())
            .setLeaseToken(lease.getLeaseToken())
            .build();
    ann.queue().release(release);
    assertEquals(FRAMES, stats().getWaiting());
    Person.fails(Status.Code.FAILED_PRECONDITION, () -> ann.queue().release(release));
  }

  @Test
  void aSkippedFrameGoesToOthersOnly() throws SQLException {
    queued();
    for (int i = 0; i < FRAMES; i++) {
      Lease lease = ann.lease();
      ann.queue()
          .skip(
              SkipRequest.newBuilder()
                  .setTaskId(lease.getTask().getTaskId())
                  .setLeaseToken(lease.getLeaseToken())
                  .setReason("A colleague knows this patient.")
                  .build());
    }
    assertFalse(ann.next().hasTask());
    assertTrue(ben.next().hasTask());
  }

  @Test
  void nobodyHoldsMoreThanTheCampaignAllows() throws SQLException {
    clips.clear();
    ann.campaign(Person.settings("capped", 1).setLeasesPerPerson(2));
    queued();
    assertEquals(
        2,
        ann.queue().leaseNext(LeaseNextRequest.newBuilder().setCount(3).build()).getLeasesCount());
    Person.fails(Status.Code.RESOURCE_EXHAUSTED, () -> ann.next());
    assertTrue(ben.next().hasTask());
  }

  @Test
  void refusesWhatIsNoAnnotation() throws SQLException {
    queued();
    Lease lease = ann.lease();
    SubmitRequest good = Person.outlined(lease, SQUARE);
    for (SubmitRequest bad :
        List.of(
            good.toBuilder().clearVerdict().build(),
            good.toBuilder().addContour(point(500, 1)).build(),
            good.toBuilder().addContour(point(Float.NaN, 1)).build(),
            good.toBuilder().setTaskId("' or 1=1").build(),
            good.toBuilder()
                .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE)
                .build(),
            good.toBuilder().setTimeSpent(Duration.newBuilder().setSeconds(-1)).build(),
            good.toBuilder().setDrawing(Drawing.newBuilder().addAllContour(SQUARE)).build(),
            good.toBuilder()
                .clearContour()
                .addAllContour(List.of(point(1, 1), point(50, 50), point(50, 1), point(1, 50)))
                .build())) {
      Person.fails(Status.Code.INVALID_ARGUMENT, () -> ann.queue().submit(bad));
    }
    Person.fails(Status.Code.INVALID_ARGUMENT, () -> ann.leaseFor(-5));
    Person.fails(
        Status.Code.INVALID_ARGUMENT,
        () -> ann.queue().leaseNext(LeaseNextRequest.newBuilder().setCount(21).build()));
    assertEquals(0, stats().getSubmitted());
    Person.fails(
        Status.Code.FAILED_PRECONDITION,
        () ->
            ann.queue()
                .submit(good.toBuilder().setLeaseToken(UUID.randomUUID().toString()).build()));
    assertEquals(0, stats().getSubmitted());
  }

  @Test
  void listsAnnotationsInTheOrderOfCommitsAndGoesOnWhereItEnded() throws SQLException {
    queued();
    List<String> submitted = new ArrayList<>();
    submitted.add(ann.submit(ann.lease(), SQUARE));
    submitted.add(
        ben.queue()
            .submit(
                Person.outlined(ben.lease(), SQUARE).toBuilder()
                    .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE)
                    .clearContour()
                    .build())
            .getAnnotationId());
    submitted.add(ann.submit(ann.lease(), SQUARE));
    List<Annotation> listed = new ArrayList<>();
    String token = "";
    ListAnnotationsResponse page;
    do {
      page = list(token, 2);
      listed.addAll(page.getAnnotationsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertEquals(submitted, listed.stream().map(Annotation::getAnnotationId).toList());
    assertEquals("ann", listed.get(0).getAnnotator());
    assertEquals("ben", listed.get(1).getAnnotator());
    assertEquals(SQUARE, listed.get(0).getContourList());
    assertEquals(AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE, listed.get(1).getVerdict());
    assertEquals(0, listed.get(1).getContourCount());

    String last = page.getLastPageToken();
    assertEquals(0, list(last, 2).getAnnotationsCount());
    String newer = ann.submit(ann.lease(), SQUARE);
    assertEquals(newer, list(last, 2).getAnnotations(0).getAnnotationId());
    Person.fails(Status.Code.INVALID_ARGUMENT, () -> list("2020_nonsense", 2));
    Person.fails(Status.Code.INVALID_ARGUMENT, () -> list("-1", 2));
    Person.fails(Status.Code.INVALID_ARGUMENT, () -> list("", 501));
  }

  private ListAnnotationsResponse list(String token, int size) {
    return ann.queue()
        .listAnnotations(
            ListAnnotationsRequest.newBuilder().setPageSize(size).setPageToken(token).build());
  }

  @Test
  void manyReadersNeverGetTheSamePlace() throws Exception {
    for (int clip = 0; clip < 10; clip++) {
      clips.add();
    }
    awaitWaiting(10 * FRAMES);
    ExecutorService annotators = Executors.newFixedThreadPool(8);
    try {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 10 * FRAMES + 10; i++) {
        Person person = Person.of("reader " + i % 5, channel);
        calls.add(() -> person.next().getTask().getTaskId());
      }
      Set<String> leased = new HashSet<>();
      int empty = 0;
      for (Future<String> answer : annotators.invokeAll(calls)) {
        if (answer.get().isEmpty()) {
          empty++;
        } else {
          assertTrue(leased.add(answer.get()), "leased twice");
        }
      }
      assertEquals(10 * FRAMES, leased.size());
      assertEquals(10, empty);
      assertEquals(10 * FRAMES, stats().getLeased());
      assertEquals(0, stats().getWaiting());
    } finally {
      annotators.shutdownNow();
    }
  }

  @Test
  void everyMethodStatesItsRoles() {
    assertEquals(
        List.of(),
        MethodRoles.missing(
            ActiveLearning.getDescriptor(),
            AnnotationQueueCalls.class,
            ReviewCalls.class,
            CampaignCalls.class,
            CorrectionCalls.class));
  }
}
