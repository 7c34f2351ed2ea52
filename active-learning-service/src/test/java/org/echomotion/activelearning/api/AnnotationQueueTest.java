package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.SQUARE;
import static org.echomotion.activelearning.api.QueuedClips.point;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.ActiveLearning;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationTask;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.CardiacPhase;
import org.echomotion.contract.activelearning.v1.Draft;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.ExtendLeaseRequest;
import org.echomotion.contract.activelearning.v1.FrameReason;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsResponse;
import org.echomotion.contract.activelearning.v1.ListDraftsRequest;
import org.echomotion.contract.activelearning.v1.ListLeasesRequest;
import org.echomotion.contract.activelearning.v1.ReleaseRequest;
import org.echomotion.contract.activelearning.v1.SaveDraftRequest;
import org.echomotion.contract.activelearning.v1.SelectionReason;
import org.echomotion.contract.activelearning.v1.SkipRequest;
import org.echomotion.contract.activelearning.v1.StatsRequest;
import org.echomotion.contract.activelearning.v1.StatsResponse;
import org.echomotion.contract.activelearning.v1.SubmitRequest;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.View;
import org.echomotion.testing.MethodRoles;
import org.echomotion.testing.StudyStoreResource;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(PeerServices.class)
@QuarkusTestResource(ActiveLearningChannels.class)
class AnnotationQueueTest {

  /** The frames of one clip: three chosen, and one at random. */
  private static final int FRAMES = 4;

  @Inject QueuedClips clips;

  @TestHTTPResource URI address;

  private ManagedChannel channel;
  private Person ann;
  private Person ben;

  @BeforeEach
  void open() throws SQLException {
    clips.clear();
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    ann = Person.of("ann", channel);
    ben = Person.of("ben", channel);
    ann.campaign(Person.settings("one reader", 1));
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  private StatsResponse stats() {
    return ann.queue().stats(StatsRequest.getDefaultInstance());
  }

  private void awaitWaiting(long count) {
    await().atMost(60, TimeUnit.SECONDS).until(() -> stats().getWaiting() == count);
  }

  private void queued() throws SQLException {
    clips.add();
    awaitWaiting(FRAMES);
  }

  private Lease leasedFor(long seconds) {
    return ann.queue()
        .leaseNext(
            LeaseNextRequest.newBuilder()
                .setLeaseDuration(Duration.newBuilder().setSeconds(seconds))
                .build())
        .getLeases(0);
  }

  private static SaveDraftRequest drawn(Lease lease) {
    return SaveDraftRequest.newBuilder()
        .setTaskId(lease.getTask().getTaskId())
        .setLeaseToken(lease.getLeaseToken())
        .setDrawing(Drawing.newBuilder().addContour(point(1, 2)))
        .build();
  }

  @Test
  void aClipGivesBothPhasesTheBestOfTheRestAndOneAtRandom() throws SQLException {
    UUID clip = clips.add();
    awaitWaiting(FRAMES);
    List<AnnotationTask> tasks =
        ann
            .queue()
            .leaseNext(LeaseNextRequest.newBuilder().setCount(10).build())
            .getLeasesList()
            .stream()
            .map(Lease::getTask)
            .toList();
    assertEquals(FRAMES, tasks.size());
    assertTrue(tasks.stream().allMatch(task -> task.getClipId().equals(clip.toString())));
    assertTrue(
        tasks.stream().anyMatch(task -> task.getPhase() == CardiacPhase.CARDIAC_PHASE_END_DIASTOLE)
            || tasks.stream().anyMatch(AnnotationQueueTest::isRandom),
        "end-diastole, unless the random frame is its neighbour");
    assertEquals(1, tasks.stream().filter(AnnotationQueueTest::isRandom).count());
    AnnotationTask first = tasks.get(0);
    assertEquals(SQUARE, first.getSuggestedContourList());
    assertEquals("1", first.getProvenance().getModelVersion());
    assertEquals(View.VIEW_A4C, first.getView());
    assertEquals(224, first.getGeometry().getDisplayWidth());
    assertEquals(1.3, first.getGeometry().getMmPerWorkingPixel());
    assertTrue(first.getReasonsList().stream().noneMatch(reason -> reason.getText().isEmpty()));
    assertEquals(FRAMES, stats().getLeased());
    assertFalse(ann.next().hasTask());
  }

  private static boolean isRandom(AnnotationTask task) {
    return task.getReasonsList().stream()
        .map(FrameReason::getReason)
        .anyMatch(SelectionReason.SELECTION_REASON_RANDOM::equals);
  }

  @Test
  void aRedeliveredEventAddsNothing() throws SQLException {
    UUID clip = UUID.randomUUID();
    UUID study = UUID.randomUUID();
    clips.add(clip, QueuedClips.outlined(), QueuedClips.measured(study, clip).build());
    awaitWaiting(FRAMES);
    clips.send(QueuedClips.measured(study, clip).build());
    clips.add();
    awaitWaiting(2 * FRAMES);
  }

  @Test
  void anotherModelScoresTheSameFramesAgain() throws SQLException {
    UUID clip = UUID.randomUUID();
    UUID study = UUID.randomUUID();
    clips.add(clip, QueuedClips.outlined(), QueuedClips.measured(study, clip).build());
    awaitWaiting(FRAMES);
    Lease done = ann.lease();
    ann.submit(done, SQUARE);
    clips.send(
        QueuedClips.measured(study, clip)
            .setProvenance(Provenance.newBuilder().setModelName("m").setModelVersion("2"))
            .build());
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                clips.number("select count(*) from active_learning.frame where model_version = '2'")
                    == FRAMES - 1);
    assertEquals(FRAMES - 1, stats().getWaiting());
    assertEquals("2", ann.lease().getTask().getProvenance().getModelVersion());
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
  void anExpiredLeaseGoesToTheNextAndTheDrawingIsKept() throws SQLException {
    clips.add();
    awaitWaiting(FRAMES);
    Lease slow = leasedFor(1);
    ann.queue().saveDraft(drawn(slow));
    await().atMost(60, TimeUnit.SECONDS).until(() -> leases(ann).isEmpty());
    // Every frame, so the one of the lease is among them.
    List<Lease> others =
        ben.queue()
            .leaseNext(LeaseNextRequest.newBuilder().setCount(FRAMES).build())
            .getLeasesList();
    assertTrue(
        others.stream()
            .anyMatch(each -> each.getTask().getTaskId().equals(slow.getTask().getTaskId())));
    Person.fails(Status.Code.FAILED_PRECONDITION, () -> ann.submit(slow, SQUARE));
    List<Draft> drafts = drafts(ann);
    assertEquals(1, drafts.size());
    assertEquals(SQUARE, drafts.get(0).getDrawing().getContourList());
    assertTrue(drafts.get(0).getNote().contains("expired"), drafts.get(0).getNote());
    assertEquals(List.of(), drafts(ben));
    others.forEach(each -> ben.submit(each, SQUARE));
  }

  private static List<Lease> leases(Person person) {
    return person.queue().listLeases(ListLeasesRequest.getDefaultInstance()).getLeasesList();
  }

  private static List<Draft> drafts(Person person) {
    return person.queue().listDrafts(ListDraftsRequest.getDefaultInstance()).getDraftsList();
  }

  @Test
  void aDrawingForADeletedStudyIsKeptAndSaidSo() throws SQLException {
    queued();
    Lease lease = ann.lease();
    clips.sql("delete from ingest.study");
    Person.fails(Status.Code.FAILED_PRECONDITION, () -> ann.submit(lease, SQUARE));
    assertEquals("The study of this frame was deleted.", drafts(ann).get(0).getNote());
    assertEquals(0, stats().getWaiting() + stats().getLeased() + stats().getSubmitted());
    assertEquals(0, clips.number("select count(*) from active_learning.frame_event"));
  }

  @Test
  void theNewestDrawingsWithoutALeaseAreKept() throws SQLException {
    for (int i = 0; i < 203; i++) {
      ann.queue()
          .saveDraft(
              SaveDraftRequest.newBuilder()
                  .setTaskId(new UUID(0, i).toString())
                  .setLeaseToken(new UUID(0, 1).toString())
                  .build());
    }
    assertEquals(200, clips.number("select count(*) from active_learning.draft"));
    List<Draft> listed = drafts(ann);
    assertEquals(200, listed.size());
    assertEquals(new UUID(0, 202).toString(), listed.get(0).getTaskId());
  }

  @Test
  void afterAReloadTheLeasesAndDraftsAreThere() throws SQLException {
    queued();
    Lease lease = ann.lease();
    assertEquals("", ann.queue().saveDraft(drawn(lease)).getDraft().getNote());
    List<Lease> again = leases(ann);
    assertEquals(1, again.size());
    assertEquals(lease.getLeaseToken(), again.get(0).getLeaseToken());
    assertEquals(point(1, 2), again.get(0).getDraft().getDrawing().getContour(0));
    assertEquals(List.of(), leases(ben));
    assertEquals(List.of(), drafts(ann), "a draft with a lease is not listed alone");
  }

  @Test
  void aLeaseIsExtendedByItsHolderOnly() throws SQLException {
    queued();
    Lease lease = leasedFor(60);
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
    Person.fails(Status.Code.INVALID_ARGUMENT, () -> leasedFor(-5));
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
  void aDeletedClipIsDroppedAndTheNextOneHandled() throws SQLException {
    clips.send(QueuedClips.measured(UUID.randomUUID(), UUID.randomUUID()).build());
    queued();
  }

  @Test
  void poisonIsRefusedWithASentence() {
    List<Throwable> refusals = new ArrayList<>();
    clips
        .source()
        .send(
            Message.of(
                (Object) Record.of("key", new byte[] {(byte) 0xff, 1, 2}),
                () -> java.util.concurrent.CompletableFuture.completedFuture(null),
                reason -> {
                  refusals.add(reason);
                  return java.util.concurrent.CompletableFuture.completedFuture(null);
                }));
    await().atMost(60, TimeUnit.SECONDS).until(() -> refusals.size() == 1);
    assertEquals("The event ef.computed cannot be read.", refusals.get(0).getMessage());
  }

  @Test
  void everyMethodStatesItsRoles() {
    assertEquals(
        List.of(),
        MethodRoles.missing(
            ActiveLearning.getDescriptor(),
            AnnotationQueueCalls.class,
            ReviewCalls.class,
            CampaignCalls.class));
  }
}
