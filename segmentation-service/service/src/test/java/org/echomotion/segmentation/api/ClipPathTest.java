package org.echomotion.segmentation.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.GetSegmentationRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentFramesRequest;
import org.echomotion.contract.segmentation.v1.SegmentFramesResponse;
import org.echomotion.contract.segmentation.v1.Segmentation;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.BrightnessModel;
import org.echomotion.testing.StudyStoreResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationChannels.class)
class ClipPathTest {

  private static final int FRAMES = 70;

  @Inject @Any InMemoryConnector broker;
  @Inject DataSource database;

  @ConfigProperty(name = "echomotion.ingest.port")
  int ingestPort;

  @TestHTTPResource("/")
  URL address;

  private final UUID study = UUID.randomUUID();
  private final UUID clip = UUID.randomUUID();
  private IngestInTest ingest;
  private ManagedChannel channel;
  private SegmentationServiceGrpc.SegmentationServiceBlockingStub segmentation;
  private InMemorySink<Record<String, byte[]>> segmented;

  @BeforeEach
  void open() throws Exception {
    ingest = new IngestInTest(ingestPort);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    segmentation = SegmentationServiceGrpc.newBlockingStub(channel);
    segmented = broker.sink("segmentation-clip-segmented");
    segmented.clear();
  }

  @AfterEach
  void close() throws Exception {
    channel.shutdownNow();
    ingest.close();
  }

  /** A bright disc whose radius beats between 15 and 21 px. */
  private static List<byte[]> beatingDisc(int frames) {
    List<byte[]> clip = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      byte[] frame = new byte[112 * 112];
      for (int i = 0; i < frame.length; i++) {
        double inside = radius(f) - Math.hypot(i % 112 - 56, i / 112 - 60);
        frame[i] = (byte) Math.max(0, Math.min(255, Math.round(127.5 + 16 * inside)));
      }
      clip.add(frame);
    }
    return clip;
  }

  private static double radius(int frame) {
    return 18 + 3 * Math.cos(frame * 2 * Math.PI / 35);
  }

  private ClipIngested.Builder event() {
    return ClipIngested.newBuilder()
        .setStudyId(study.toString())
        .setClipId(clip.toString())
        .setStudyKey("study-1")
        .setFrameCount(FRAMES)
        .setFrameRateHz(50)
        .setPreprocessingVersion("v1");
  }

  /** Delivers an event; ends when it is acknowledged, or with the reason of its rejection. */
  private CompletableFuture<Void> deliver(byte[] event) {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    broker
        .<Message<byte[]>>source("segmentation-clip-ingested")
        .send(
            Message.of(
                event,
                () -> {
                  outcome.complete(null);
                  return CompletableFuture.completedFuture(null);
                },
                reason -> {
                  outcome.completeExceptionally(reason);
                  return CompletableFuture.completedFuture(null);
                }));
    return outcome;
  }

  private void acknowledged(byte[] event) throws Exception {
    deliver(event).get(60, TimeUnit.SECONDS);
  }

  private EchoMotionException rejected(byte[] event) {
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> deliver(event).get(60, TimeUnit.SECONDS));
    return (EchoMotionException) failure.getCause();
  }

  private void storeClip() throws Exception {
    StudyRows.insert(database, study, clip, FRAMES);
    ingest.clips.put(clip.toString(), beatingDisc(FRAMES));
  }

  private List<FrameSegmentation> allFrames(int pageSize) {
    List<FrameSegmentation> frames = new ArrayList<>();
    String token = "";
    do {
      ListFrameSegmentationsResponse page =
          segmentation.listFrameSegmentations(
              ListFrameSegmentationsRequest.newBuilder()
                  .setClipId(clip.toString())
                  .setPageSize(pageSize)
                  .setPageToken(token)
                  .build());
      assertTrue(page.getFramesCount() <= (pageSize == 0 ? 64 : pageSize));
      frames.addAll(page.getFramesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return frames;
  }

  @Test
  void anIngestedClipIsSegmentedStoredAndAnnounced() throws Exception {
    storeClip();
    acknowledged(event().build().toByteArray());

    Record<String, byte[]> sent = segmented.received().get(0).getPayload();
    assertEquals(study.toString(), sent.key());
    ClipSegmented announced = ClipSegmented.parseFrom(sent.value());
    assertEquals(event().build(), announced.getClip());

    Segmentation stored =
        segmentation
            .getSegmentation(GetSegmentationRequest.newBuilder().setClipId(clip.toString()).build())
            .getSegmentation();
    assertEquals(announced.getProvenance(), stored.getProvenance());
    assertEquals(FRAMES, stored.getFrameCount());
    assertEquals(study.toString(), stored.getStudyId());
    assertEquals(BrightnessModel.NAME, stored.getProvenance().getModelName());
    assertEquals(BrightnessModel.VERSION, stored.getProvenance().getModelVersion());
    assertEquals("v1", stored.getProvenance().getPreprocessingVersion());
    assertEquals(64, stored.getProvenance().getConfigurationHash().length());
    assertFalse(stored.getProvenance().getSoftwareVersion().isEmpty());

    List<FrameSegmentation> frames = allFrames(16);
    assertEquals(FRAMES, frames.size());
    assertEquals(frames, allFrames(0));
    double entropy = 0;
    for (int f = 0; f < FRAMES; f++) {
      FrameSegmentation frame = frames.get(f);
      assertEquals(f, frame.getFrameIndex());
      assertEquals(14 * 112, frame.getMask().size());
      double disc = Math.PI * radius(f) * radius(f);
      assertEquals(disc, area(frame), disc * 0.005);
      entropy += frame.getMeanBoundaryEntropy();
    }
    assertEquals(entropy / FRAMES, stored.getMeanBoundaryEntropy(), 1e-9);
  }

  @Test
  void framesThatACallerHoldsGetTheOutlinesOfAClipAndAreNotKept() throws Exception {
    storeClip();
    acknowledged(event().build().toByteArray());
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    beatingDisc(FRAMES).subList(10, 30).forEach(pixels::writeBytes);
    SegmentFramesRequest.Builder request =
        SegmentFramesRequest.newBuilder()
            .setFirstFrame(10)
            .setPixels(ByteString.copyFrom(pixels.toByteArray()))
            .setPreprocessingVersion("v1");
    SegmentFramesResponse held = segmentation.segmentFrames(request.build());
    assertEquals(allFrames(0).subList(10, 30), held.getFramesList());
    assertEquals(BrightnessModel.NAME, held.getProvenance().getModelName());
    assertArrayEquals(new int[] {1, FRAMES}, StudyRows.count(database, clip));

    assertWrong(request.clone().setPreprocessingVersion("v0"));
    assertWrong(request.clone().setPixels(ByteString.EMPTY));
    assertWrong(request.clone().setPixels(ByteString.copyFrom(new byte[112 * 112 + 1])));
    assertWrong(request.clone().setPixels(ByteString.copyFrom(new byte[257 * 112 * 112])));
    assertWrong(request.clone().setFirstFrame(-1));
  }

  private void assertWrong(SegmentFramesRequest.Builder request) {
    StatusRuntimeException refusal =
        assertThrows(
            StatusRuntimeException.class, () -> segmentation.segmentFrames(request.build()));
    assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
  }

  private static double area(FrameSegmentation frame) {
    double twice = 0;
    int n = frame.getContourCount();
    for (int i = 0; i < n; i++) {
      var a = frame.getContour(i);
      var b = frame.getContour((i + 1) % n);
      twice += (double) a.getX() * b.getY() - (double) b.getX() * a.getY();
    }
    return twice / 2;
  }

  @Test
  void redeliveredTheResultStandsAndTheEventGoesOutAgain() throws Exception {
    storeClip();
    byte[] event = event().build().toByteArray();
    acknowledged(event);
    List<FrameSegmentation> before = allFrames(0);
    int calls = ingest.calls.get();
    acknowledged(event);
    assertArrayEquals(new int[] {1, FRAMES}, StudyRows.count(database, clip));
    assertEquals(before, allFrames(0));
    assertEquals(calls, ingest.calls.get(), "nothing is worked out again");
    assertEquals(2, segmented.received().size());
    assertArrayEquals(
        segmented.received().get(0).getPayload().value(),
        segmented.received().get(1).getPayload().value());
  }

  @Test
  void whatIsNoEventIsRejectedWithASentence() {
    assertEquals(SegmentationError.BAD_EVENT, rejected(new byte[] {1, 2, 3}).code());
    assertEquals(
        "The clip.ingested event is invalid: clip_id is not a UUID. Upload the clip again.",
        rejected(event().setClipId("x").build().toByteArray()).getMessage());
    assertEquals(
        SegmentationError.BAD_EVENT,
        rejected(event().setFrameCount(0).build().toByteArray()).code());
    assertTrue(segmented.received().isEmpty());
  }

  @Test
  void framesThatAreNotThereAreRejectedAndLeaveNoRow() throws Exception {
    storeClip();
    EchoMotionException reason = rejected(event().setFrameCount(FRAMES + 1).build().toByteArray());
    assertEquals(SegmentationError.BAD_FRAMES, reason.code());
    assertArrayEquals(new int[] {0, 0}, StudyRows.count(database, clip));
  }

  @Test
  void anIngestThatRefusesForGoodFailsTheClipAtOnce() throws Exception {
    storeClip();
    ingest.refusal = Status.PERMISSION_DENIED;
    EchoMotionException reason = rejected(event().build().toByteArray());
    assertEquals(SegmentationError.PEER_REFUSED, reason.code());
    assertTrue(reason.getMessage().contains("ingest-service answered PERMISSION_DENIED"));
  }

  @Test
  void anotherPreprocessingIsRejected() throws Exception {
    storeClip();
    assertEquals(
        SegmentationError.OTHER_PREPROCESSING,
        rejected(event().setPreprocessingVersion("v0").build().toByteArray()).code());
  }

  @Test
  void aClipThatIngestNoLongerHasIsDroppedQuietly() throws Exception {
    acknowledged(event().build().toByteArray());
    assertTrue(segmented.received().isEmpty());
  }

  @Test
  void aClipThatIsDeletedBeforeItsResultIsStoredIsDroppedQuietly() throws Exception {
    ingest.clips.put(clip.toString(), beatingDisc(FRAMES));
    acknowledged(event().build().toByteArray());
    assertTrue(segmented.received().isEmpty());
    assertArrayEquals(new int[] {0, 0}, StudyRows.count(database, clip));
  }

  @Test
  void deletingTheStudyLeavesNoRow() throws Exception {
    storeClip();
    acknowledged(event().build().toByteArray());
    StudyRows.deleteStudy(database, study);
    assertArrayEquals(new int[] {0, 0}, StudyRows.count(database, clip));
    StatusRuntimeException gone = assertThrows(StatusRuntimeException.class, () -> allFrames(0));
    assertEquals(Status.Code.NOT_FOUND, gone.getStatus().getCode());
    assertEquals("NO_SEGMENTATION", gone.getTrailers().get(EchoMotionException.CODE));
  }

  @Test
  void anIngestThatIsAwayDelaysAClipAndLosesNone() throws Exception {
    storeClip();
    var frames = ingest.clips;
    ingest.close();
    CompletableFuture<Void> outcome = deliver(event().build().toByteArray());
    assertThrows(TimeoutException.class, () -> outcome.get(1500, TimeUnit.MILLISECONDS));
    ingest = new IngestInTest(ingestPort);
    ingest.clips.putAll(frames);
    await().atMost(Duration.ofSeconds(60)).until(outcome::isDone);
    outcome.get();
    assertEquals(1, segmented.received().size());
    assertArrayEquals(new int[] {1, FRAMES}, StudyRows.count(database, clip));
  }

  @Test
  void badPagesAreRefusedWithASentence() throws Exception {
    storeClip();
    acknowledged(event().build().toByteArray());
    ListFrameSegmentationsRequest.Builder request =
        ListFrameSegmentationsRequest.newBuilder().setClipId(clip.toString());
    for (ListFrameSegmentationsRequest bad :
        List.of(
            request.clone().setPageSize(257).build(),
            request.clone().setPageSize(-1).build(),
            request.clone().setPageToken("7").build(),
            request.clone().setPageToken(UUID.randomUUID() + ":-1").build(),
            request.clone().setClipId("no").build())) {
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class, () -> segmentation.listFrameSegmentations(bad));
      assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
      assertTrue(
          refused.getStatus().getDescription().startsWith("The request is invalid: "),
          refused.getStatus().getDescription());
    }
  }
}
