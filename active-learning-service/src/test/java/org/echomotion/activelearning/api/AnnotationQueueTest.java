package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySource;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.echomotion.contract.activelearning.v1.ActiveLearning;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationQueueServiceGrpc;
import org.echomotion.contract.activelearning.v1.AnnotationQueueServiceGrpc.AnnotationQueueServiceBlockingStub;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.LeaseNextResponse;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsResponse;
import org.echomotion.contract.activelearning.v1.ReleaseRequest;
import org.echomotion.contract.activelearning.v1.StatsRequest;
import org.echomotion.contract.activelearning.v1.StatsResponse;
import org.echomotion.contract.activelearning.v1.SubmitRequest;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.testing.MethodRoles;
import org.echomotion.testing.StudyStoreResource;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationPeer.class)
@QuarkusTestResource(ActiveLearningChannels.class)
class AnnotationQueueTest {

  private static final List<Point> TRIANGLE = List.of(point(50, 20), point(70, 80), point(40, 80));

  @Inject DataSource studyStore;

  @Inject
  @Connector(InMemoryConnector.CONNECTOR)
  InMemoryConnector messages;

  @TestHTTPResource URI address;

  private ManagedChannel channel;
  private AnnotationQueueServiceBlockingStub queue;

  @BeforeEach
  void open() throws SQLException {
    SegmentationPeer.CLIPS.clear();
    sql("delete from ingest.study");
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    queue = AnnotationQueueServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  private static Point point(float x, float y) {
    return Point.newBuilder().setX(x).setY(y).build();
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = studyStore.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  /** Stores a clip whose frames 0, 10, 20 ... have these uncertainties, and sends the event. */
  private UUID segmented(double... uncertainties) throws SQLException {
    UUID study = UUID.randomUUID();
    UUID clip = UUID.randomUUID();
    sql("insert into ingest.study values ('%s', '%s', now())".formatted(study, study));
    sql(
        """
        insert into ingest.clip values ('%s', '%s', '%s', 'AVI', 'A4C', 100, 50, 112, 112, 112, 112,
          1, 0, 0, 1.3, 'v1', now(), now(), 'SEGMENTED', null, null)
        """
            .formatted(clip, study, "0".repeat(64)));
    SegmentationPeer.CLIPS.put(
        clip.toString(),
        IntStream.range(0, uncertainties.length)
            .mapToObj(
                i ->
                    FrameSegmentation.newBuilder()
                        .setFrameIndex(10 * i)
                        .setMeanBoundaryEntropy(uncertainties[i])
                        .addAllContour(TRIANGLE)
                        .build())
            .toList());
    send(study, clip);
    return clip;
  }

  private void send(UUID study, UUID clip) {
    ClipSegmented event =
        ClipSegmented.newBuilder()
            .setStudyId(study.toString())
            .setClipId(clip.toString())
            .setClip(ClipIngested.newBuilder().setFrameRateHz(50))
            .setProvenance(Provenance.newBuilder().setModelName("m").setModelVersion("1"))
            .build();
    source().send(Record.of(study.toString(), event.toByteArray()));
  }

  private InMemorySource<Object> source() {
    return messages.source("active-learning-clip-segmented");
  }

  private StatsResponse stats() {
    return queue.stats(StatsRequest.getDefaultInstance());
  }

  private void awaitWaiting(long count) {
    await().atMost(20, TimeUnit.SECONDS).until(() -> stats().getWaiting() == count);
  }

  private LeaseNextResponse lease() {
    return queue.leaseNext(LeaseNextRequest.getDefaultInstance());
  }

  private static SubmitRequest outlined(LeaseNextResponse lease) {
    return SubmitRequest.newBuilder()
        .setTaskId(lease.getTask().getTaskId())
        .setLeaseToken(lease.getLeaseToken())
        .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
        .addAllContour(TRIANGLE)
        .build();
  }

  private static void fails(Status.Code code, Runnable call) {
    assertEquals(code, assertThrows(StatusRuntimeException.class, call::run).getStatus().getCode());
  }

  @Test
  void queuesTheMostUncertainFramesAndHandsTheWorstOutFirst() throws SQLException {
    UUID clip = segmented(0.21, 0.60, 0.30, 0.10, 0.55);
    awaitWaiting(3);

    LeaseNextResponse first = lease();
    assertEquals(clip.toString(), first.getTask().getClipId());
    assertEquals(10, first.getTask().getFrameIndex());
    assertEquals(0.60, first.getTask().getUncertainty());
    assertEquals(TRIANGLE, first.getTask().getSuggestedContourList());
    assertEquals("1", first.getTask().getProvenance().getModelVersion());
    assertEquals(40, lease().getTask().getFrameIndex());
    assertEquals(20, lease().getTask().getFrameIndex());
    assertFalse(lease().hasTask());
    assertEquals(3, stats().getLeased());
  }

  @Test
  void aRedeliveredEventQueuesNothingTwice() throws SQLException {
    UUID clip = segmented(0.5, 0.4);
    awaitWaiting(2);
    send(UUID.randomUUID(), clip);
    UUID other = segmented(0.3);
    awaitWaiting(3);
    assertNotEquals(clip, other);
  }

  @Test
  void aSubmissionSentTwiceIsOneAnnotation() throws SQLException {
    segmented(0.5);
    awaitWaiting(1);
    LeaseNextResponse lease = lease();
    String annotation = queue.submit(outlined(lease)).getAnnotationId();
    assertEquals(annotation, queue.submit(outlined(lease)).getAnnotationId());
    assertEquals(1, stats().getSubmitted());
    assertFalse(lease().hasTask());
  }

  @Test
  void anExpiredLeaseGoesToTheNextAndIsLostToTheFirst() throws SQLException {
    segmented(0.5);
    awaitWaiting(1);
    LeaseNextResponse slow =
        queue.leaseNext(
            LeaseNextRequest.newBuilder()
                .setLeaseDuration(Duration.newBuilder().setSeconds(1))
                .build());
    assertFalse(lease().hasTask());
    awaitWaiting(1);

    LeaseNextResponse quick = lease();
    assertEquals(slow.getTask().getTaskId(), quick.getTask().getTaskId());
    fails(Status.Code.FAILED_PRECONDITION, () -> queue.submit(outlined(slow)));
    assertTrue(queue.submit(outlined(quick)).getAnnotationId().length() > 0);
  }

  @Test
  void aReleasedFrameWaitsAgain() throws SQLException {
    segmented(0.5);
    awaitWaiting(1);
    LeaseNextResponse lease = lease();
    ReleaseRequest release =
        ReleaseRequest.newBuilder()
            .setTaskId(lease.getTask().getTaskId())
            .setLeaseToken(lease.getLeaseToken())
            .build();
    queue.release(release);
    assertEquals(1, stats().getWaiting());
    fails(Status.Code.FAILED_PRECONDITION, () -> queue.release(release));
  }

  @Test
  void refusesWhatIsNoAnnotation() throws SQLException {
    segmented(0.5);
    awaitWaiting(1);
    SubmitRequest good = outlined(lease());
    fails(
        Status.Code.INVALID_ARGUMENT, () -> queue.submit(good.toBuilder().clearVerdict().build()));
    fails(
        Status.Code.INVALID_ARGUMENT,
        () -> queue.submit(good.toBuilder().addContour(point(500, 1)).build()));
    fails(
        Status.Code.INVALID_ARGUMENT,
        () -> queue.submit(good.toBuilder().setTaskId("' or 1=1").build()));
    fails(
        Status.Code.INVALID_ARGUMENT,
        () ->
            queue.leaseNext(
                LeaseNextRequest.newBuilder()
                    .setLeaseDuration(Duration.newBuilder().setSeconds(-5))
                    .build()));
    assertEquals(0, stats().getSubmitted());
  }

  @Test
  void listsAnnotationsPageByPageInTheOrderOfTheirSubmission() throws SQLException {
    UUID clip = segmented(0.6, 0.5, 0.4);
    awaitWaiting(3);
    List<String> submitted = new ArrayList<>();
    submitted.add(queue.submit(outlined(lease())).getAnnotationId());
    submitted.add(
        queue
            .submit(
                outlined(lease()).toBuilder()
                    .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE)
                    .clearContour()
                    .build())
            .getAnnotationId());
    submitted.add(queue.submit(outlined(lease())).getAnnotationId());
    List<Annotation> listed = new ArrayList<>();
    String token = "";
    do {
      ListAnnotationsResponse page =
          queue.listAnnotations(
              ListAnnotationsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      listed.addAll(page.getAnnotationsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertEquals(submitted, listed.stream().map(Annotation::getAnnotationId).toList());
    assertEquals(clip.toString(), listed.get(0).getClipId());
    assertEquals(TRIANGLE, listed.get(0).getContourList());
    assertEquals(AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE, listed.get(1).getVerdict());
    assertEquals(0, listed.get(1).getContourCount());
    assertTrue(listed.get(2).getSubmittedAt().getSeconds() > 0);
    fails(
        Status.Code.INVALID_ARGUMENT,
        () ->
            queue.listAnnotations(
                ListAnnotationsRequest.newBuilder().setPageToken("2020_nonsense").build()));
    fails(
        Status.Code.INVALID_ARGUMENT,
        () -> queue.listAnnotations(ListAnnotationsRequest.newBuilder().setPageSize(501).build()));
  }

  @Test
  void twoCallersNeverGetTheSameFrame() throws Exception {
    for (int clip = 0; clip < 10; clip++) {
      segmented(0.5, 0.4, 0.3);
    }
    awaitWaiting(30);
    ExecutorService annotators = Executors.newFixedThreadPool(8);
    try {
      Callable<String> leaseOne = () -> lease().getTask().getTaskId();
      List<Callable<String>> calls = new ArrayList<>();
      IntStream.range(0, 40).forEach(i -> calls.add(leaseOne));
      Set<String> leased = new HashSet<>();
      int empty = 0;
      for (Future<String> answer : annotators.invokeAll(calls)) {
        if (answer.get().isEmpty()) {
          empty++;
        } else {
          assertTrue(leased.add(answer.get()), "leased twice");
        }
      }
      assertEquals(30, leased.size());
      assertEquals(10, empty);
    } finally {
      annotators.shutdownNow();
    }
  }

  @Test
  void aDeletedClipIsDroppedAndTheNextOneHandled() throws SQLException {
    send(UUID.randomUUID(), UUID.randomUUID());
    segmented(0.5);
    awaitWaiting(1);
  }

  @Test
  void poisonIsRefusedWithASentence() {
    List<Throwable> refusals = new ArrayList<>();
    source()
        .send(
            Message.of(
                (Object) Record.of("key", new byte[] {(byte) 0xff, 1, 2}),
                () -> java.util.concurrent.CompletableFuture.completedFuture(null),
                reason -> {
                  refusals.add(reason);
                  return java.util.concurrent.CompletableFuture.completedFuture(null);
                }));
    await().atMost(20, TimeUnit.SECONDS).until(() -> refusals.size() == 1);
    assertEquals("The event clip.segmented cannot be read.", refusals.get(0).getMessage());
  }

  @Test
  void everyMethodStatesItsRoles() {
    assertEquals(
        List.of(), MethodRoles.missing(ActiveLearning.getDescriptor(), AnnotationQueueCalls.class));
  }
}
