package org.echomotion.xai.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.contract.events.v1.ExplanationReady;
import org.echomotion.contract.events.v1.StudyDeleted;
import org.echomotion.contract.xai.v1.DownloadArtefactRequest;
import org.echomotion.contract.xai.v1.DownloadArtefactResponse;
import org.echomotion.contract.xai.v1.Explanation;
import org.echomotion.contract.xai.v1.ExplanationServiceGrpc;
import org.echomotion.contract.xai.v1.ExplanationServiceGrpc.ExplanationServiceBlockingStub;
import org.echomotion.contract.xai.v1.GetExplanationRequest;
import org.echomotion.error.EchoMotionException;
import org.echomotion.testing.StudyStoreResource;
import org.echomotion.xai.Cine;
import org.echomotion.xai.XaiError;
import org.echomotion.xai.explain.Artefact;
import org.echomotion.xai.store.BlobDirectory;
import org.echomotion.xai.store.ExplanationStore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(InMemoryChannels.class)
class XaiServiceTest {

  private static final String EXPLANATION = "/v1/clips/{clip}/explanation";

  @Inject
  @Connector("smallrye-in-memory")
  InMemoryConnector connector;

  @Inject DataSource database;
  @Inject ExplanationStore store;
  @Inject BlobDirectory blobs;

  @ConfigProperty(name = "echomotion.xai.blob-directory")
  Path blobDirectory;

  private final UUID study = UUID.randomUUID();
  private final UUID clip = UUID.randomUUID();
  private InMemorySink<Record<String, byte[]>> ready;
  private ManagedChannel channel;
  private ExplanationServiceBlockingStub calls;

  @BeforeEach
  void aClipThatEveryoneKnows() throws SQLException {
    ready = connector.sink("xai-explanation-ready");
    ready.clear();
    Peers.STUDY_OF_CLIP.put(clip.toString(), study.toString());
    Peers.OUTLINES.put(clip.toString(), Cine.outlines());
    Peers.RESULTS.put(clip.toString(), Cine.result(clip.toString(), study.toString()));
    Peers.INFERRED.clear();
    Peers.BEFORE_INFERENCE.set(() -> {});
    insertClip();
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", RestAssured.port).usePlaintext().build();
    calls = ExplanationServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  @Test
  void explainsAClipAndTellsSo() throws Exception {
    assertAcknowledged(send());

    assertEquals(1, ready.received().size());
    Record<String, byte[]> record = ready.received().get(0).getPayload();
    assertEquals(study.toString(), record.key());
    ExplanationReady event = ExplanationReady.parseFrom(record.value());
    assertEquals(clip.toString(), event.getClipId());
    assertEquals(
        List.of("curve.png", "ed.png", "es.png", "overlay.mp4", "report.html"),
        event.getArtefactsList());

    Explanation explanation = explanation();
    assertEquals(study.toString(), explanation.getStudyId());
    assertEquals(Cine.PROVENANCE, explanation.getProvenance());
    assertEquals(5, explanation.getArtefactsCount());
    for (org.echomotion.contract.xai.v1.Artefact artefact : explanation.getArtefactsList()) {
      byte[] bytes = download(artefact.getName());
      assertEquals(artefact.getLengthBytes(), bytes.length);
      assertEquals(artefact.getSha256(), sha256(bytes));
    }
    String report = new String(download("report.html"), StandardCharsets.UTF_8);
    assertTrue(report.contains("60 %"));
  }

  @Test
  void asksForGradCamOfTheFramesThatTheNetworkSaw() {
    assertAcknowledged(send());
    assertEquals(1, Peers.INFERRED.size());
    byte[] pixels = Peers.INFERRED.get(0).getRawInputContents(0).toByteArray();
    assertEquals(2 * 112 * 112, pixels.length);
    assertEquals(Cine.ED, pixels[0]);
    assertEquals(Cine.ES, pixels[112 * 112]);
  }

  @Test
  void servesArtefactsOverRest() throws Exception {
    assertAcknowledged(send());
    given()
        .get(EXPLANATION, clip)
        .then()
        .statusCode(200)
        .body("clipId", equalTo(clip.toString()))
        .body("artefacts.name", hasItems("report.html", "overlay.mp4"));
    byte[] png =
        given()
            .get(EXPLANATION + "/ed.png", clip)
            .then()
            .statusCode(200)
            .contentType("image/png")
            .header("X-Content-Type-Options", "nosniff")
            .header("Content-Disposition", "inline; filename=\"ed.png\"")
            .extract()
            .asByteArray();
    assertArrayEquals(download("ed.png"), png);
    given()
        .get(EXPLANATION + "/report.html", clip)
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/html"))
        .header("Content-Security-Policy", "sandbox");
  }

  @Test
  void tellsAgainAndMakesNothingAnewWhenTheEventComesAgain() {
    assertAcknowledged(send());
    Explanation first = explanation();
    assertAcknowledged(send());
    assertEquals(2, ready.received().size());
    assertArrayEquals(
        ready.received().get(0).getPayload().value(), ready.received().get(1).getPayload().value());
    assertEquals(first, explanation());
    assertEquals(1, Peers.INFERRED.size());
    assertEquals(1, folders(blobDirectory.resolve(clip.toString())));
  }

  @Test
  void explainsAResultOfAnotherModelAnew() {
    assertAcknowledged(send());
    Peers.RESULTS.computeIfPresent(
        clip.toString(),
        (id, result) -> {
          var newer = result.toBuilder();
          newer.getProvenanceBuilder().setModelVersion("2.0.0");
          return newer.build();
        });
    assertAcknowledged(send());
    assertEquals("2.0.0", explanation().getProvenance().getModelVersion());
    assertEquals(2, folders(blobDirectory.resolve(clip.toString())));
  }

  @Test
  void explainsAClipWithoutANumber() {
    Peers.RESULTS.put(clip.toString(), Cine.unmeasured(clip.toString(), study.toString()));
    assertAcknowledged(send());
    assertEquals(2, explanation().getArtefactsCount());
    assertEquals(0, Peers.INFERRED.size());
    assertTrue(
        new String(download("report.html"), StandardCharsets.UTF_8)
            .contains("No left ventricle was found. Check the view."));
  }

  @Test
  void waitsForAPeerThatIsAway() {
    Peers.UNAVAILABLE.set(3);
    assertAcknowledged(send());
    assertEquals(1, ready.received().size());
  }

  @Test
  void forgetsADeletedStudy() throws Exception {
    assertAcknowledged(send());
    assertTrue(Files.exists(blobDirectory.resolve(clip.toString())));
    deleteStudy();
    StudyDeleted deleted =
        StudyDeleted.newBuilder().setStudyId(study.toString()).addClipIds(clip.toString()).build();
    assertAcknowledged(sendTo("xai-study-deleted", deleted.toByteArray()));
    assertFalse(Files.exists(blobDirectory.resolve(clip.toString())));
    given().get(EXPLANATION, clip).then().statusCode(404);
  }

  @Test
  void dropsAClipThatWasDeletedBefore() {
    Peers.STUDY_OF_CLIP.remove(clip.toString());
    assertAcknowledged(send());
    assertLeftNothing();
  }

  @Test
  void dropsAClipThatIsDeletedBetweenTwoQuestions() {
    Peers.OUTLINES.remove(clip.toString());
    Peers.RESULTS.remove(clip.toString());
    Peers.STUDY_OF_CLIP.remove(clip.toString());
    assertAcknowledged(send());
    assertLeftNothing();
  }

  @Test
  void dropsAClipThatIsDeletedWhileItIsExplained() {
    Peers.BEFORE_INFERENCE.set(this::deleteStudy);
    assertAcknowledged(send());
    assertLeftNothing();
  }

  @Test
  void givesUpOnAClipThatSegmentationDoesNotKnow() {
    Peers.OUTLINES.remove(clip.toString());
    EchoMotionException reason = refused(send());
    assertEquals(XaiError.PEER_REFUSED, reason.code());
    assertTrue(reason.getMessage().contains("segmentation-service answered NOT_FOUND"));
    assertLeftNothing();
  }

  @Test
  void refusesWhatIsNoEvent() {
    byte[] garbage = "not a protobuf message".getBytes(StandardCharsets.UTF_8);
    assertEquals(XaiError.EVENT_UNREADABLE, refused(sendTo("xai-ef-computed", garbage)).code());
    assertEquals(XaiError.EVENT_UNREADABLE, refused(sendTo("xai-study-deleted", garbage)).code());
    byte[] hostile = StudyDeleted.newBuilder().addClipIds("../../etc").build().toByteArray();
    assertEquals(XaiError.EVENT_UNREADABLE, refused(sendTo("xai-study-deleted", hostile)).code());
  }

  @Test
  void findsNoArtefactUnderAHostileName() {
    assertAcknowledged(send());
    for (String name :
        List.of(
            "../../../etc/passwd",
            "/etc/passwd",
            "..",
            ".",
            "",
            "report.html/../report.html",
            "REPORT.HTML",
            ".report.html.unfinished",
            "report.html\u0000.png",
            "..\\report.html")) {
      StatusRuntimeException refused =
          assertThrows(StatusRuntimeException.class, () -> download(name), name);
      assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode(), name);
      assertEquals("ARTEFACT_NOT_FOUND", refused.getTrailers().get(EchoMotionException.CODE), name);
    }
    for (String encoded :
        List.of("..%2f..%2fetc%2fpasswd", "%2e%2e", "report.html%00.png", "nothing.png")) {
      given()
          .urlEncodingEnabled(false)
          .get("/v1/clips/" + clip + "/explanation/" + encoded)
          .then()
          .statusCode(oneOf(400, 404));
    }
  }

  @Test
  void saysWhatIsWrongWithAClipIdentifier() {
    given().get(EXPLANATION, "patient-7").then().statusCode(400);
    given()
        .get(EXPLANATION, UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("EXPLANATION_NOT_FOUND"));
    assertEquals(
        Status.Code.INVALID_ARGUMENT,
        assertThrows(
                StatusRuntimeException.class,
                () ->
                    calls.getExplanation(
                        GetExplanationRequest.newBuilder().setClipId("../x").build()))
            .getStatus()
            .getCode());
  }

  @Test
  void saysThatBytesAreLost() throws Exception {
    assertAcknowledged(send());
    try (var files = Files.walk(blobDirectory.resolve(clip.toString()))) {
      for (Path file : files.filter(path -> path.endsWith("curve.png")).toList()) {
        Files.writeString(file, "cut short");
      }
    }
    assertEquals(
        Status.Code.DATA_LOSS,
        assertThrows(StatusRuntimeException.class, () -> download("curve.png"))
            .getStatus()
            .getCode());
  }

  @Test
  void sweepsBytesThatACrashLeftWithoutARow() {
    assertAcknowledged(send());
    BlobDirectory.Place orphan = new BlobDirectory.Place(UUID.randomUUID(), UUID.randomUUID());
    blobs.write(orphan, new Artefact(Artefact.Kind.CURVE, new byte[] {1}));
    assertEquals(0, store.removeOrphans(Duration.ofHours(1)), "what is being written stays");
    assertTrue(store.removeOrphans(Duration.ofSeconds(-5)) >= 1);
    assertFalse(Files.exists(blobs.file(orphan, Artefact.Kind.CURVE)));
    assertNotNull(download("curve.png"), "what a row tells of stays");
  }

  private CompletableFuture<Void> send() {
    EjectionFractionComputed event =
        EjectionFractionComputed.newBuilder()
            .setStudyId(study.toString())
            .setClipId(clip.toString())
            .setResult(
                Peers.RESULTS
                    .getOrDefault(clip.toString(), Cine.result(clip.toString(), study.toString()))
                    .toBuilder()
                    .clearFrames())
            .build();
    return sendTo("xai-ef-computed", event.toByteArray());
  }

  private CompletableFuture<Void> sendTo(String channelName, byte[] payload) {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    connector
        .source(channelName)
        .send(
            Message.of(
                payload,
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

  private static void assertAcknowledged(CompletableFuture<Void> outcome) {
    await().atMost(2, TimeUnit.MINUTES).until(outcome::isDone);
    outcome.join();
  }

  private static EchoMotionException refused(CompletableFuture<Void> outcome) {
    await().atMost(2, TimeUnit.MINUTES).until(outcome::isDone);
    Throwable reason = assertThrows(Exception.class, outcome::join).getCause();
    return assertInstanceOf(EchoMotionException.class, reason);
  }

  private void assertLeftNothing() {
    assertEquals(0, ready.received().size());
    assertFalse(Files.exists(blobDirectory.resolve(clip.toString())));
    given().get(EXPLANATION, clip).then().statusCode(404);
  }

  private Explanation explanation() {
    return calls
        .getExplanation(GetExplanationRequest.newBuilder().setClipId(clip.toString()).build())
        .getExplanation();
  }

  private byte[] download(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    calls
        .downloadArtefact(
            DownloadArtefactRequest.newBuilder().setClipId(clip.toString()).setName(name).build())
        .forEachRemaining(
            (DownloadArtefactResponse part) -> {
              assertTrue(part.getChunk().size() <= 1 << 20);
              bytes.writeBytes(part.getChunk().toByteArray());
            });
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static int folders(Path parent) {
    return parent.toFile().list().length;
  }

  private void insertClip() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into ingest.study values ('" + study + "', '" + study + "', now())");
      statement.execute(
          "insert into ingest.clip (id, study_id, sha256, source_format, view, frame_count,"
              + " frame_rate_hz, display_height, display_width, working_height, working_width,"
              + " working_scale, offset_x, offset_y, preprocessing_version, created_at, stage)"
              + " values ('"
              + clip
              + "', '"
              + study
              + "', repeat('a', 64), 'AVI', 'A4C', 24, 20, 100, 200, 112, 112, 0.56, 0, 28, 'v1',"
              + " now(), 'EF_COMPUTED')");
    }
  }

  private void deleteStudy() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from ingest.study where id = '" + study + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
