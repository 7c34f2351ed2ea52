package org.echomotion.ef.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import io.smallrye.reactive.messaging.memory.InMemorySource;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.common.v1.ViewSource;
import org.echomotion.contract.ef.v1.Ef;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc.EjectionFractionServiceBlockingStub;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.Shapes;
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
@QuarkusTestResource(InMemoryChannels.class)
class EjectionFractionServiceTest {

  private static final int FRAMES = 150;
  private static final double HERTZ = 50;

  /** Half ellipsoids from 64 x 38 to 54 x 28 pixels. */
  private static final double TRUE_EF = 100 * (1 - 54.0 * 28 * 28 / (64.0 * 38 * 38));

  @Inject DataSource studyStore;

  @Inject
  @Connector(InMemoryConnector.CONNECTOR)
  InMemoryConnector messages;

  @TestHTTPResource URI address;

  private ManagedChannel channel;
  private EjectionFractionServiceBlockingStub service;

  /** A clip of a study, as ingest and segmentation leave it. */
  private record Clip(UUID study, String key, UUID id, ClipSegmented event) {}

  @BeforeEach
  void open() throws SQLException {
    SegmentationPeer.CLIPS.clear();
    SegmentationPeer.AWAY.set(0);
    SegmentationPeer.PAGES.set(0);
    sink().clear();
    sql("delete from ingest.study");
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    service =
        EjectionFractionServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  private static List<FrameSegmentation> beating() {
    return beating(1);
  }

  private static List<FrameSegmentation> beating(double widthFactor) {
    List<FrameSegmentation> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      double filled = (1 + Math.cos(2 * Math.PI * (i / HERTZ - 0.2) / 0.9)) / 2;
      Contour contour =
          Shapes.halfEllipse(
              new org.echomotion.ef.contour.Point(56, 88),
              54 + 10 * filled,
              widthFactor * (28 + 10 * filled));
      FrameSegmentation.Builder frame =
          FrameSegmentation.newBuilder().setFrameIndex(i).setMeanBoundaryEntropy(0.3);
      contour
          .vertices()
          .forEach(
              p -> frame.addContour(Point.newBuilder().setX((float) p.x()).setY((float) p.y())));
      frames.add(frame.build());
    }
    return frames;
  }

  private static List<FrameSegmentation> empty() {
    List<FrameSegmentation> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(FrameSegmentation.newBuilder().setFrameIndex(i).build());
    }
    return frames;
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = studyStore.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  private long storedResults() throws SQLException {
    try (Connection connection = studyStore.getConnection();
        Statement sql = connection.createStatement();
        ResultSet count = sql.executeQuery("select count(*) from ef.ejection_fraction")) {
      count.next();
      return count.getLong(1);
    }
  }

  private UUID newStudy(String key) throws SQLException {
    UUID study = UUID.randomUUID();
    sql("insert into ingest.study values ('%s', '%s', now())".formatted(study, key));
    return study;
  }

  private Clip newClip(UUID study, String key, List<FrameSegmentation> frames) throws SQLException {
    return newClip(study, key, frames, View.VIEW_A4C, 1.3);
  }

  private Clip newClip(
      UUID study, String key, List<FrameSegmentation> frames, View view, double millimetres)
      throws SQLException {
    UUID clip = UUID.randomUUID();
    sql(
        """
        insert into ingest.clip values ('%s', '%s', '%s', 'AVI', 'A4C', 150, 50, 112, 112, 112, 112,
          1, 0, 0, 1.3, 'v1', now(), now(), 'SEGMENTED', null, null)
        """
            .formatted(clip, study, clip.toString().replace("-", "").repeat(2)));
    SegmentationPeer.CLIPS.put(clip.toString(), frames);
    ClipSegmented event =
        ClipSegmented.newBuilder()
            .setStudyId(study.toString())
            .setClipId(clip.toString())
            .setClip(
                ClipIngested.newBuilder()
                    .setStudyId(study.toString())
                    .setClipId(clip.toString())
                    .setStudyKey(key)
                    .setView(view)
                    .setFrameCount(FRAMES)
                    .setFrameRateHz(HERTZ)
                    .setMmPerWorkingPixel(millimetres)
                    .setPreprocessingVersion("v1"))
            .setProvenance(SegmentationPeer.PROVENANCE)
            .build();
    return new Clip(study, key, clip, event);
  }

  private Clip newClip(String key, List<FrameSegmentation> frames) throws SQLException {
    return newClip(newStudy(key), key, frames);
  }

  private void send(Clip clip) {
    source().send(clip.event().toByteArray());
  }

  private InMemorySource<Object> source() {
    return messages.source(InMemoryChannels.INCOMING);
  }

  private InMemorySink<Record<String, byte[]>> sink() {
    return messages.sink(InMemoryChannels.OUTGOING);
  }

  private List<? extends Message<Record<String, byte[]>>> awaitEvents(int count) {
    await().atMost(20, TimeUnit.SECONDS).until(() -> sink().received().size() >= count);
    return sink().received();
  }

  private List<EjectionFraction> get(String key) {
    return service
        .getEjectionFraction(GetEjectionFractionRequest.newBuilder().setStudyKey(key).build())
        .getResultsList();
  }

  private static void fails(Status.Code code, Runnable call) {
    assertEquals(code, assertThrows(StatusRuntimeException.class, call::run).getStatus().getCode());
  }

  @Test
  void aSegmentedClipGetsItsEjectionFraction() throws Exception {
    Clip clip = newClip("study-1", beating());
    send(clip);

    Record<String, byte[]> event = awaitEvents(1).get(0).getPayload();
    assertEquals(clip.study().toString(), event.key());
    EjectionFractionComputed computed = EjectionFractionComputed.parseFrom(event.value());
    assertEquals(clip.id().toString(), computed.getClipId());
    assertEquals(TRUE_EF, computed.getResult().getEjectionFractionPercent(), 1);
    assertEquals(0, computed.getResult().getFramesCount());

    EjectionFraction result = get("study-1").get(0);
    assertEquals(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED, result.getStatus());
    assertEquals(computed.getResult(), result.toBuilder().clearFrames().build());
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
    Clip clip = newClip("study-other", beating());
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
    assertTrue(result.getStatusReason().contains("upload it again with its view stated"));
    assertFalse(result.hasEjectionFractionPercent());
    assertEquals(other, result.getViewFinding());
    assertTrue(result.getBeatsCount() > 0);
  }

  @Test
  void aRedeliveredEventChangesNothingAndIsAnsweredAgain() throws Exception {
    Clip clip = newClip("study-2", beating());
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
    Clip clip = newClip("study-3", beating());
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
    send(newClip("study-4", beating()));
    awaitEvents(1);
    assertEquals(1, get("study-4").size());
  }

  @Test
  void aClipWithoutVentricleGetsAReasonInPlaceOfANumber() throws Exception {
    send(newClip("study-5", empty()));
    awaitEvents(1);
    EjectionFraction result = get("study-5").get(0);
    assertEquals(
        EjectionFractionStatus.EJECTION_FRACTION_STATUS_NO_LEFT_VENTRICLE, result.getStatus());
    assertFalse(result.hasEjectionFractionPercent());
    assertFalse(result.hasInterval());
    assertTrue(result.getStatusReason().contains("0 of 150 frames"));
  }

  @Test
  void twoViewsGiveTheStudyABiplaneEjectionFraction() throws Exception {
    UUID study = newStudy("study-13");
    send(newClip(study, "study-13", beating(0.8), View.VIEW_A2C, 1.3));
    send(newClip(study, "study-13", beating(), View.VIEW_A4C, 1.3));
    awaitEvents(2);
    GetEjectionFractionResponse response =
        service.getEjectionFraction(
            GetEjectionFractionRequest.newBuilder().setStudyKey("study-13").build());
    StudyEjectionFraction together = response.getStudy();
    assertEquals(VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS, together.getMethod());
    assertEquals(study.toString(), together.getStudyId());
    // Both views shorten and narrow alike: the volume is that of an ellipse of both widths.
    assertEquals(TRUE_EF, together.getEjectionFractionPercent(), 1);
    double endDiastolicMl = 0.8 * Shapes.halfEllipsoidVolume(64, 38) * 1.3 * 1.3 * 1.3 / 1000;
    assertEquals(endDiastolicMl, together.getEndDiastolicVolumeMl(), 0.01 * endDiastolicMl);
    assertEquals(3, together.getPairsCount());
    assertEquals(0, together.getViewDifferencePoints(), 0.5);
    assertEquals(0, together.getLengthDifferencePercent(), 0.5);
    assertEquals(
        List.of(View.VIEW_A4C, View.VIEW_A2C),
        together.getClipIdsList().stream()
            .map(
                id ->
                    response.getResultsList().stream()
                        .filter(result -> result.getClipId().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .getView())
            .toList());
    Iterator<WatchEjectionFractionResponse> watched =
        service.watchEjectionFraction(
            WatchEjectionFractionRequest.newBuilder().setStudyKey("study-13").build());
    assertFalse(watched.next().hasStudy());
    assertFalse(watched.next().hasStudy());
    assertEquals(together, watched.next().getStudy());
    assertFalse(watched.hasNext());
  }

  @Test
  void poorNumbersComeOnRequestOnly() throws Exception {
    List<FrameSegmentation> unsure = new ArrayList<>();
    beating().forEach(f -> unsure.add(f.toBuilder().setMeanBoundaryEntropy((float) 0.66).build()));
    send(newClip("study-14", unsure));
    EjectionFractionComputed event =
        EjectionFractionComputed.parseFrom(awaitEvents(1).get(0).getPayload().value());
    EjectionFraction withheld = get("study-14").get(0);
    assertEquals(
        EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY,
        withheld.getStatus());
    assertFalse(withheld.hasEjectionFractionPercent());
    assertEquals(withheld.toBuilder().clearFrames().build(), event.getResult());
    GetEjectionFractionResponse asked =
        service.getEjectionFraction(
            GetEjectionFractionRequest.newBuilder()
                .setStudyKey("study-14")
                .setIncludePoor(true)
                .build());
    assertEquals(TRUE_EF, asked.getResults(0).getEjectionFractionPercent(), 1);
    assertEquals(QualityGrade.QUALITY_GRADE_POOR, asked.getResults(0).getQuality().getGrade());
    assertEquals(TRUE_EF, asked.getStudy().getEjectionFractionPercent(), 1);
    assertTrue(asked.getStudy().getMethodReason().contains("no A2C clip"));
  }

  @Test
  void aSpacingThatIsNoNumberIsRefused() throws Exception {
    UUID study = newStudy("study-15");
    Clip clip = newClip(study, "study-15", beating(), View.VIEW_A4C, Double.NaN);
    assertTrue(refusal(clip.event().toByteArray()).contains("pixel spacing"));
    assertEquals(0, storedResults());
  }

  @Test
  void aDeletedClipIsDroppedQuietly() throws Exception {
    Clip gone = newClip("study-6", beating());
    SegmentationPeer.CLIPS.clear();
    send(gone);
    Clip goneLater = newClip("study-7", beating());
    sql("delete from ingest.study");
    send(goneLater);
    send(newClip("study-8", beating()));
    awaitEvents(1);
    assertEquals(1, sink().received().size());
    assertEquals(1, get("study-8").size());
    assertEquals(1, storedResults());
  }

  @Test
  void whatCannotBeUsedIsRefusedWithASentence() throws Exception {
    assertEquals(
        "An event clip.segmented cannot be used: it is not a ClipSegmented message. Check that all"
            + " services have the same version.",
        refusal(new byte[] {(byte) 0xff, 1, 2}));
    Clip clip = newClip("study-9", beating().subList(0, 149));
    assertTrue(refusal(clip.event().toByteArray()).contains("of 150 frames 149 came"));
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

  @Test
  void watchingSendsEachResultAsItComesAndEndsWithTheLast() throws Exception {
    UUID study = newStudy("study-10");
    Clip first = newClip(study, "study-10", beating());
    Clip second = newClip(study, "study-10", empty());
    Clip failed = newClip(study, "study-10", empty());
    sql(
        "update ingest.clip set stage = 'FAILED', failure_reason = 'test' where id = '%s'"
            .formatted(failed.id()));
    Iterator<WatchEjectionFractionResponse> watched =
        service.watchEjectionFraction(
            WatchEjectionFractionRequest.newBuilder().setStudyKey("study-10").build());
    send(first);
    assertEquals(first.id().toString(), watched.next().getResult().getClipId());
    send(second);
    assertEquals(second.id().toString(), watched.next().getResult().getClipId());
    // The clip without ventricle leaves the other one to speak for the study.
    assertEquals(List.of(first.id().toString()), watched.next().getStudy().getClipIdsList());
    assertFalse(watched.hasNext());
  }

  @Test
  void asksThatNameNothingAreRefused() throws Exception {
    newStudy("study-11");
    fails(Status.Code.NOT_FOUND, () -> get("study-11"));
    fails(Status.Code.NOT_FOUND, () -> get("no-such-study"));
    fails(
        Status.Code.NOT_FOUND,
        () ->
            service
                .watchEjectionFraction(
                    WatchEjectionFractionRequest.newBuilder().setStudyKey("none").build())
                .next());
    fails(
        Status.Code.INVALID_ARGUMENT,
        () -> service.getEjectionFraction(GetEjectionFractionRequest.getDefaultInstance()));
    fails(
        Status.Code.INVALID_ARGUMENT,
        () ->
            service.getEjectionFraction(
                GetEjectionFractionRequest.newBuilder().setClipId("' or 1=1").build()));
  }

  @Test
  void restAnswersWithProtobufJson() throws Exception {
    given()
        .get("/v1/studies/study-12/ejection-fraction")
        .then()
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_STUDY"));
    Clip clip = newClip("study-12", beating());
    send(clip);
    awaitEvents(1);
    given()
        .get("/v1/studies/study-12/ejection-fraction")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("results[0].clipId", equalTo(clip.id().toString()))
        .body("results[0].status", equalTo("EJECTION_FRACTION_STATUS_COMPUTED"))
        .body("results[0].ejectionFractionPercent.toDouble()", closeTo(TRUE_EF, 1.0));
  }

  @Test
  void theServiceIsHealthy() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void everyMethodStatesItsRoles() throws Exception {
    assertEquals(List.of(), MethodRoles.missing(Ef.getDescriptor(), EjectionFractionCalls.class));
    assertTrue(
        EjectionFractionResource.class
            .getDeclaredMethod("get", String.class, boolean.class)
            .isAnnotationPresent(jakarta.annotation.security.RolesAllowed.class));
  }
}
